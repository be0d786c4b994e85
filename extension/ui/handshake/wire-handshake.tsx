import type { JSX } from 'preact';
import type { EditReason } from '../../../src/bridge/relay-feed.ts';
import type { Connection } from '../../../src/session/connection.ts';
import type { RelayedHead, WireRecord } from '../../../src/session/wire-record.ts';
import { formatClock, formatNumberOf } from '../formatting.ts';
import './handshake-view.css';
import { Icon } from '../icon.tsx';
import { RawHeadView } from './raw-head.tsx';
import { Fact } from './wire-fact.tsx';
import { WireTimes } from './wire-times.tsx';

const REASONS: Readonly<Record<EditReason, string>> = {
  'repair-subprotocol': '--repair subprotocol',
  'no-deflate': '--no-deflate',
  header: '--header',
  'drop-header': '--drop-header',
  host: 'Host of the target',
  path: 'path of the target',
};
const SIDES = { sent: 'client', received: 'server' } as const;

/** Both handshakes as they were on the wire, what the relay changed, what was forbidden, and how it ended. */
export function WireHandshake({
  connection,
  wire,
}: {
  readonly connection: Connection;
  readonly wire: WireRecord;
}): JSX.Element {
  const { evidence } = connection;
  return (
    <div class="handshake wire-handshake">
      <Way wire={wire} />
      <Edits wire={wire} />
      <Violations wire={wire} />
      <div class="handshake-sides">
        <section>
          <h3>
            Asked <span class="seen-by">seen on the wire</span>
          </h3>
          <dl>
            <Fact name="Subprotocols">{evidence.protocols.join(', ') || 'none'}</Fact>
          </dl>
          <Heads
            head={wire.request}
            first="The client sent"
            second="The server got"
            none="No whole request came."
          />
        </section>
        <section>
          <h3>
            Answered <span class="seen-by">seen on the wire</span>
          </h3>
          <dl>
            <Fact name="Subprotocol">
              {evidence.outcome === 'open' ? evidence.selectedProtocol || 'none' : '–'}
            </Fact>
            <Fact name="Extensions">{evidence.outcome === 'open' ? evidence.extensions || 'none' : '–'}</Fact>
          </dl>
          <Heads
            head={wire.response}
            first="The server sent"
            second="The client got"
            none="No whole answer came."
          />
        </section>
      </div>
      <WireTimes connection={connection} wire={wire} />
    </div>
  );
}

function Way({ wire }: { readonly wire: WireRecord }): JSX.Element {
  const { client, relay, server, tls, recording } = wire;
  return (
    <dl>
      <Fact name="Client">{client}</Fact>
      <Fact name="Relay">{relay.url}</Fact>
      <Fact name="Server">
        {relay.target}
        {server && ` at ${server}`}
        {tls && `, ${tls}`}
      </Fact>
      {recording && <Fact name="Read from">{recording}</Fact>}
    </dl>
  );
}

function Edits({ wire }: { readonly wire: WireRecord }): JSX.Element | null {
  if (wire.edits.length === 0) return null;
  return (
    <section>
      <h3>What the relay changed</h3>
      <ul class="wire-list">
        {wire.edits.map(({ head, why, field, before, after }, key) => (
          <li key={key}>
            <code>{field}</code> of the {head}: <Value value={before} /> → <Value value={after} />{' '}
            <span class="dim">({REASONS[why]})</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Value({ value }: { readonly value: string | null }): JSX.Element {
  if (value === null) return <span class="dim">absent</span>;
  return value === '' ? <span class="dim">empty</span> : <code>{value}</code>;
}

function Violations({ wire }: { readonly wire: WireRecord }): JSX.Element | null {
  const { violations, violationCount } = wire;
  if (violationCount === 0) return null;
  return (
    <section>
      <h3>What was forbidden</h3>
      <ul class="wire-list">
        {violations.map(({ time, direction, what, clause }, key) => (
          <li key={key} class="error-text">
            <Icon name="warning" /> <span class="mono">{formatClock(time)}</span> {SIDES[direction]}: {what}{' '}
            <span class="dim">({clause})</span>
          </li>
        ))}
      </ul>
      {violationCount > violations.length && (
        <p class="dim">{formatNumberOf(violationCount - violations.length, 'more')}.</p>
      )}
    </section>
  );
}

function Heads(props: {
  readonly head: RelayedHead | undefined;
  readonly first: string;
  readonly second: string;
  readonly none: string;
}): JSX.Element {
  const { head, first, second } = props;
  if (!head) return <p class="dim">{props.none}</p>;
  return (
    <>
      <RawHeadView title={first} head={head.original} other={head.passed} />
      {head.passed ? (
        <RawHeadView title={second} head={head.passed} other={head.original} />
      ) : (
        <p class="dim">{second} the same bytes.</p>
      )}
    </>
  );
}
