import { signal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import type { HandshakeEvidence } from '../../../src/diagnosis/evidence.ts';
import type { Verdict } from '../../../src/diagnosis/verdict.ts';
import { CopyButton } from '../copy.tsx';
import { FixList } from './fix-list.tsx';
import { formatClock } from '../formatting.ts';
import { Icon } from '../icon.tsx';
import { InlineCode } from './inline-code.tsx';
import './verdict-card.css';
import { verdictReport, witnessOf } from './verdict-report.ts';

const CERTAINTIES: Readonly<Record<Verdict['certainty'], string>> = {
  proved: 'The evidence proves it',
  likely: 'The evidence points to it, other causes are possible',
  possible: 'There is too little evidence to be sure',
};

export interface VerdictCardProps {
  readonly verdict: Verdict;
  readonly evidence: HandshakeEvidence;
  /** Whether more than the title is shown. */
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** More to do about it. */
  readonly actions: ComponentChildren;
}

/** Whether reports are copied with what lets somebody in; never unless the person says so, and not remembered. */
const showsSecrets = signal(false);

/** What is wrong with a connection, how it is known, and the way out. */
export function VerdictCard({ verdict, evidence, isOpen, onToggle, actions }: VerdictCardProps): JSX.Element {
  const { url } = evidence;
  return (
    <section
      class={`verdict verdict-${verdict.severity}`}
      role="region"
      aria-label="Verdict"
      data-cause={verdict.cause}
      data-certainty={verdict.certainty}
      data-severity={verdict.severity}
    >
      <header class="verdict-header">
        <h2 class="verdict-title">
          <Icon name={verdict.severity === 'failure' ? 'failure' : verdict.severity} />
          <span>{verdict.title}</span>
        </h2>
        <span class="verdict-certainty" title={CERTAINTIES[verdict.certainty]}>
          {verdict.certainty}
        </span>
        <span class="dim mono verdict-url" title={url}>
          {url}
        </span>
        {actions}
        <CopyButton
          label="Copy report"
          text={() =>
            verdictReport(verdict, evidence, {
              userAgent: navigator.userAgent,
              showsSecrets: showsSecrets.value,
            })
          }
        />
        <label
          class="verdict-secrets"
          title="Otherwise tokens, cookies and the like are masked in the report"
        >
          <input
            type="checkbox"
            checked={showsSecrets.value}
            onChange={(event) => {
              showsSecrets.value = event.currentTarget.checked;
            }}
          />
          with secrets
        </label>
        <button
          type="button"
          class="button quiet"
          aria-expanded={isOpen}
          aria-label={isOpen ? 'Hide the verdict' : 'Show the verdict'}
          title={isOpen ? 'Hide the verdict' : 'Show the verdict'}
          onClick={onToggle}
        >
          <Icon name={isOpen ? 'collapse' : 'unfold'} />
        </button>
      </header>
      {isOpen && <VerdictBody verdict={verdict} evidence={evidence} />}
    </section>
  );
}

function VerdictBody({ verdict, evidence }: Pick<VerdictCardProps, 'verdict' | 'evidence'>): JSX.Element {
  return (
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
              <span class="verdict-witness">{witnessOf(row, evidence)}</span>
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
        <FixList verdict={verdict} url={evidence.url} />
      </div>
    </div>
  );
}
