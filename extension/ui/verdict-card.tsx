import type { JSX } from 'preact';
import type { EvidenceRow, Fix, Verdict } from '../../src/diagnosis/verdict.ts';
import { CopyButton } from './copy.tsx';
import { formatClock } from './formatting.ts';
import { Icon } from './icon.tsx';
import { InlineCode } from './inline-code.tsx';
import './verdict-card.css';

const WITNESSES: Readonly<Record<EvidenceRow['witness'], string>> = {
  page: 'page',
  'browser-log': 'browser’s log',
  response: 'network',
  probe: 'probe',
};

const CERTAINTIES: Readonly<Record<Verdict['certainty'], string>> = {
  proved: 'The evidence proves it',
  likely: 'The evidence points to it, other causes are possible',
  possible: 'There is too little evidence to be sure',
};

/** What is wrong with a connection, how it is known, and the way out. */
export function VerdictCard({
  verdict,
  url,
}: {
  readonly verdict: Verdict;
  readonly url: string;
}): JSX.Element {
  return (
    <section
      class={`verdict verdict-${verdict.severity}`}
      role="region"
      aria-label="Verdict"
      data-cause={verdict.cause}
      data-certainty={verdict.certainty}
      data-severity={verdict.severity}
    >
      <h2 class="verdict-title">
        <Icon name={verdict.severity === 'failure' ? 'failure' : verdict.severity} />
        {verdict.title}
        <span class="verdict-certainty" title={CERTAINTIES[verdict.certainty]}>
          {verdict.certainty}
        </span>
        <span class="dim mono verdict-url" title={url}>
          {url}
        </span>
      </h2>
      <div class="verdict-columns">
        <div>
          <h3>What happened</h3>
          <p>
            <InlineCode text={verdict.happened} />
          </p>
          <h3>Evidence</h3>
          <ul class="verdict-evidence">
            {verdict.evidence.map((row, key) => (
              <li key={key}>
                <span class="verdict-witness">{WITNESSES[row.witness]}</span>
                <span>
                  <InlineCode text={row.what} />
                </span>
                {row.time !== undefined && <time class="dim mono">{formatClock(row.time)}</time>}
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3>Fix</h3>
          {verdict.fixes.map((fix, key) => (
            <FixText key={key} fix={fix} />
          ))}
        </div>
      </div>
    </section>
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
