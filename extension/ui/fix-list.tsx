import type { JSX } from 'preact';
import type { Fix } from '../../src/diagnosis/verdict.ts';
import { CopyButton } from './copy.tsx';
import { InlineCode } from './inline-code.tsx';

/** The ways out of a verdict, each to be copied. */
export function FixList({ fixes }: { readonly fixes: readonly Fix[] }): JSX.Element {
  return (
    <>
      {fixes.map((fix, key) => (
        <FixText key={key} fix={fix} />
      ))}
    </>
  );
}

function FixText({ fix }: { readonly fix: Fix }): JSX.Element {
  return (
    <div class="verdict-fix">
      {fix.text !== '' && (
        <p>
          <span class="verdict-side">{fix.side}</span> <InlineCode text={fix.text} />
        </p>
      )}
      {fix.code && (
        <div class="verdict-code">
          <span class="dim verdict-code-label">{fix.code.label}</span>
          <pre>{fix.code.text}</pre>
          <CopyButton label="Copy" text={() => fix.code?.text ?? ''} />
        </div>
      )}
    </div>
  );
}
