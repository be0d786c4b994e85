import type { JSX } from 'preact';
import { formatCount } from './formatting.ts';

/** Characters that are laid out at once; a browser takes seconds for many more. */
const MAX_CHARACTERS = 200_000;

/** A payload as text, wrapped. */
export function TextView({ text }: { readonly text: string }): JSX.Element {
  return (
    <div class="text-view">
      {text.length > MAX_CHARACTERS && (
        <p class="cut">
          The first {formatCount(MAX_CHARACTERS)} of {formatCount(text.length)} characters are shown; copying
          takes all.
        </p>
      )}
      <pre tabIndex={0}>{text.slice(0, MAX_CHARACTERS)}</pre>
    </div>
  );
}
