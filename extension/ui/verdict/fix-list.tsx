import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { arrangeFixes, type Choice } from '../../../src/diagnosis/fixes/arrange.ts';
import { hostOf } from '../../../src/diagnosis/url-parts.ts';
import type { Fix, Verdict } from '../../../src/diagnosis/verdict.ts';
import { CopyButton } from '../copy.tsx';
import './fix-list.css';
import { InlineCode } from './inline-code.tsx';

type Side = Fix['side'];

const LABELS: Readonly<Record<Side, string>> = { server: 'Server', network: 'Proxy', client: 'Client' };

/** What a person has chosen, by host: another host may be another server, and is guessed anew. */
const choices = signal<ReadonlyMap<string, Readonly<Partial<Record<Side, string>>>>>(new Map());

export interface FixListProps {
  readonly verdict: Verdict;
  readonly url: string;
}

/** The ways out of a verdict, for the server and the client at hand, each to be copied. */
export function FixList({ verdict, url }: FixListProps): JSX.Element {
  const host = hostOf(url);
  const chosen = choices.value.get(host);
  const choose = (side: Side, id: string) => {
    choices.value = new Map(choices.value).set(host, { ...chosen, [side]: id });
  };
  return (
    <>
      {arrangeFixes(verdict, chosen).map((item, key) =>
        'targets' in item ? (
          <FixChoice key={key} choice={item} onChoose={(id) => choose(item.side, id)} />
        ) : (
          <FixText key={key} fix={item} isFirst />
        ),
      )}
    </>
  );
}

interface FixChoiceProps {
  readonly choice: Choice;
  readonly onChoose: (id: string) => void;
}

function FixChoice({ choice: { side, targets, chosen, why, fixes }, onChoose }: FixChoiceProps): JSX.Element {
  return (
    <div class="fix-choice">
      <div class="fix-target">
        <label>
          {LABELS[side]}
          <select value={chosen} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
            {targets.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {why !== '' && (
          <p class="dim">
            <InlineCode text={why} />
          </p>
        )}
      </div>
      {fixes.map((fix, key) => (
        <FixText key={key} fix={fix} isFirst={false} />
      ))}
    </div>
  );
}

interface FixTextProps {
  readonly fix: Fix;
  /** Whether nothing before it says whose side it is on. */
  readonly isFirst: boolean;
}

function FixText({ fix: { side, text, code }, isFirst }: FixTextProps): JSX.Element {
  return (
    <div class="verdict-fix">
      {text !== '' && (
        <p>
          {isFirst && <span class="verdict-side">{side}</span>} <InlineCode text={text} />
        </p>
      )}
      {code && (
        <div class="fix-code">
          <pre aria-label={code.label}>{code.text}</pre>
          <CopyButton label="Copy" text={() => code.text} />
        </div>
      )}
    </div>
  );
}
