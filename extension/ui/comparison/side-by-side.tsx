import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { compareHandshakes } from '../../../src/comparison/compare-handshakes.ts';
import { conversationOf, MAX_MESSAGES } from '../../../src/comparison/messages.ts';
import { remarksOn, type Side } from '../../../src/comparison/remarks.ts';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import type { Connection } from '../../../src/session/connection.ts';
import { counterpartOf, nameOf, titleOf } from '../connections/connection-names.ts';
import { formatCount, formatNumberOf } from '../formatting.ts';
import { InlineCode } from '../verdict/inline-code.tsx';
import { HandshakePairs, MessagePairs } from './side-by-side-tables.tsx';
import './side-by-side.css';

/** Connections that are offered for comparison, the newest. */
const MAX_OFFERED = 200;

/** A connection beside another, such as a native client beside the same game in the browser. */
export function SideBySide({
  connection,
  connections,
  store,
}: {
  readonly connection: Connection;
  readonly connections: readonly Connection[];
  readonly store: FrameStore;
}): JSX.Element {
  const chosen = useSignal<number | null>(null);
  const others = connections.filter(({ id }) => id !== connection.id);
  const other = others.find(({ id }) => id === chosen.value) ?? counterpartOf(connection, others);
  if (!other) {
    return (
      <p class="workbench-note">
        There is no other connection yet. Let a native client connect through a relay, or the page connect
        once more: here they are compared.
      </p>
    );
  }
  return (
    <div class="side-by-side">
      <div class="bar">
        <span class="side-by-side-this" title={titleOf(connection)}>
          <b>{titleOf(connection)}</b>
        </span>
        <label>
          beside{' '}
          <select
            class="input"
            aria-label="Compare with"
            value={String(other.id)}
            onChange={({ currentTarget }) => (chosen.value = Number(currentTarget.value))}
          >
            {others
              .slice(-MAX_OFFERED)
              .toReversed()
              .map((each) => (
                <option key={each.id} value={String(each.id)}>
                  {titleOf(each)}
                </option>
              ))}
          </select>
        </label>
      </div>
      <Compared one={connection} other={other} store={store} />
    </div>
  );
}

function Compared({
  one,
  other,
  store,
}: {
  readonly one: Connection;
  readonly other: Connection;
  readonly store: FrameStore;
}): JSX.Element {
  const [first, second] = [useConversation(one, store), useConversation(other, store)];
  const names = namesOf(one, other);
  const sides: readonly [Side, Side] = [
    { name: names[0], connection: one, conversation: first },
    { name: names[1], connection: other, conversation: second },
  ];
  const remarks = remarksOn(...sides);
  return (
    <div class="side-by-side-body">
      <section aria-label="What may matter">
        <h3>What may matter</h3>
        {remarks.length === 0 ? (
          <p>Nothing that is known to make a difference.</p>
        ) : (
          <ul>
            {remarks.map((remark) => (
              <li key={remark}>
                <InlineCode text={remark} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <HandshakePairs pairs={compareHandshakes(one, other)} names={names} />
      <MessagePairs one={first} other={second} names={names} />
      {sides.map((side) => (
        <LeftOut key={side.connection.id} side={side} />
      ))}
    </div>
  );
}

/** Read again only while more of what is compared can come. */
function useConversation({ id, sent, received }: Connection, store: FrameStore) {
  const frames = sent.frames + received.frames;
  return useMemo(() => conversationOf(store, id), [store, id, Math.min(frames, 4 * MAX_MESSAGES)]);
}

function LeftOut({ side }: { readonly side: Side }): JSX.Element | null {
  const { controlFrames, isCut } = side.conversation;
  if (controlFrames === 0 && !isCut) return null;
  return (
    <p class="dim">
      Of {side.name}{' '}
      {controlFrames > 0 &&
        `${formatNumberOf(controlFrames, 'control frame')} ${controlFrames === 1 ? 'is' : 'are'} left out, which no page is shown`}
      {controlFrames > 0 && isCut && '; '}
      {isCut && `only the first ${formatCount(side.conversation.messages.length)} messages are compared`}.
    </p>
  );
}

/** Two that are of the same kind are told apart by their order. */
function namesOf(one: Connection, other: Connection): readonly [string, string] {
  const [a, b] = [nameOf(one), nameOf(other)];
  if (a !== b) return [a, b];
  return one.id < other.id ? [`${a}, earlier`, `${b}, later`] : [`${a}, later`, `${b}, earlier`];
}
