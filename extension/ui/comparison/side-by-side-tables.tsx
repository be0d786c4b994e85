import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Comparison, FactPair } from '../../../src/comparison/compare-handshakes.ts';
import type { Conversation, Message } from '../../../src/comparison/messages.ts';
import { type MessagePair, pairMessages } from '../../../src/comparison/pair-messages.ts';
import type { Direction } from '../../../src/websocket/frame.ts';
import { formatNumberOf } from '../formatting.ts';
import { previewOf } from '../frame/payload-text.ts';

type Names = readonly [string, string];

const SIGNS: Readonly<Record<Comparison, readonly [sign: string, words: string]>> = {
  same: ['=', 'the same'],
  differs: ['≠', 'differs'],
  expected: ['~', 'differs in every handshake'],
  unknown: ['?', 'not seen on one side'],
};

/** The facts of two handshakes in rows. */
export function HandshakePairs({
  pairs,
  names,
}: {
  readonly pairs: readonly FactPair[];
  readonly names: Names;
}): JSX.Element {
  return (
    <table>
      <caption>Opening handshakes</caption>
      <Head first="Fact" names={names} />
      <tbody>
        {pairs.map(({ part, name, values, comparison }, key) => (
          <tr key={key} class={`pair-${comparison}`}>
            <th scope="row">
              <span class="dim">{part}</span> {name}
            </th>
            <Value value={values[0]} />
            <Sign comparison={comparison} />
            <Value value={values[1]} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value }: { readonly value: string | null | undefined }): JSX.Element {
  if (value === undefined) return <td class="dim">not seen</td>;
  if (value === null) return <td class="dim">none</td>;
  return value === '' ? <td class="dim">empty</td> : <td class="mono">{value}</td>;
}

/** The messages of two conversations in rows, sent and received apart: how they interleave is chance. */
export function MessagePairs({
  one,
  other,
  names,
}: {
  readonly one: Conversation;
  readonly other: Conversation;
  readonly names: Names;
}): JSX.Element {
  return (
    <>
      <Direction direction="sent" one={one} other={other} names={names} />
      <Direction direction="received" one={one} other={other} names={names} />
    </>
  );
}

function Direction(props: {
  readonly direction: Direction;
  readonly one: Conversation;
  readonly other: Conversation;
  readonly names: Names;
}): JSX.Element {
  const { direction, one, other, names } = props;
  const pairs = useMemo(() => {
    const of = ({ messages }: Conversation) => messages.filter((message) => message.direction === direction);
    return pairMessages(of(one), of(other));
  }, [direction, one, other]);
  const differing = pairs.filter(({ isSame }) => !isSame).length;
  const told =
    pairs.length === 0 ? 'none' : differing === 0 ? 'all the same' : `${differing} of ${pairs.length} differ`;
  return (
    <table>
      <caption>
        Messages {direction} <span class="dim">({told})</span>
      </caption>
      {pairs.length > 0 && (
        <>
          <Head first="Message" names={names} />
          <tbody>
            {pairs.map((pair, i) => (
              <Pair key={i} number={i + 1} pair={pair} />
            ))}
          </tbody>
        </>
      )}
    </table>
  );
}

function Pair({ number, pair }: { readonly number: number; readonly pair: MessagePair }): JSX.Element {
  const { one, other, isSame } = pair;
  const comparison = isSame ? 'same' : 'differs';
  return (
    <tr class={`pair-${comparison}`}>
      <th scope="row">{number}</th>
      <Cell message={one} />
      <Sign comparison={comparison} />
      <Cell message={other} />
    </tr>
  );
}

function Cell({ message }: { readonly message: Message | null }): JSX.Element {
  if (!message) return <td class="dim">none</td>;
  const { type, length, payload, rows } = message;
  return (
    <td>
      <span class="dim">
        {type}, {formatNumberOf(length, 'byte')}
        {rows.length > 1 && `, ${formatNumberOf(rows.length, 'fragment')}`}
      </span>{' '}
      <span class="mono">{previewOf(payload, type)}</span>
    </td>
  );
}

function Sign({ comparison }: { readonly comparison: Comparison }): JSX.Element {
  const [sign, words] = SIGNS[comparison];
  return (
    <td class="pair-sign" title={words}>
      <span aria-hidden="true">{sign}</span>
      <span class="visually-hidden">{words}</span>
    </td>
  );
}

function Head({ first, names }: { readonly first: string; readonly names: Names }): JSX.Element {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col">{names[0].replace(/^the /, '')}</th>
        <th scope="col" class="pair-sign">
          <span class="visually-hidden">Comparison</span>
        </th>
        <th scope="col">{names[1].replace(/^the /, '')}</th>
      </tr>
    </thead>
  );
}
