import type { JSX } from 'preact';
import type { Connection } from '../../../src/session/connection.ts';
import type { WireRecord } from '../../../src/session/wire-record.ts';
import { formatBytes, formatClock, formatCloseCode, formatDuration } from '../formatting.ts';
import { Fact } from './wire-fact.tsx';

/** When what happened, and how it ended. */
export function WireTimes({
  connection,
  wire,
}: {
  readonly connection: Connection;
  readonly wire: WireRecord;
}): JSX.Element {
  const { createdAt, openedAt, close, outcome, settledAt } = connection.evidence;
  const since = (time: number) => `after ${formatDuration(time - createdAt)}`;
  return (
    <section>
      <h3>Times and end</h3>
      <dl>
        <Fact name="Client came">{formatClock(createdAt)}</Fact>
        {wire.request && <Fact name="Request">{since(wire.request.time)}</Fact>}
        {wire.response && <Fact name="Answer">{since(wire.response.time)}</Fact>}
        {openedAt === undefined && outcome === 'failed' && settledAt !== undefined && (
          <Fact name="Failed">{since(settledAt)}</Fact>
        )}
        {wire.notes.map(({ time, what }, key) => (
          <Fact key={key} name={formatClock(time)}>
            {what}
          </Fact>
        ))}
        {wire.sentClose && <Fact name="Client’s close">{closeOf(wire.sentClose)}</Fact>}
        {wire.receivedClose && <Fact name="Server’s close">{closeOf(wire.receivedClose)}</Fact>}
        {openedAt !== undefined && close && (
          <Fact name="Ended">
            {since(close.time)}
            {close.wasClean ? ', close frames both ways' : ', without close frames both ways'}
          </Fact>
        )}
        {wire.sentBytes !== undefined && wire.receivedBytes !== undefined && (
          <Fact name="Bytes">
            {formatBytes(wire.sentBytes)} from the client, {formatBytes(wire.receivedBytes)} from the server,
            handshakes included
          </Fact>
        )}
      </dl>
    </section>
  );
}

function closeOf({ code, reason }: { readonly code: number; readonly reason: string }): string {
  return reason === '' ? formatCloseCode(code) : `${formatCloseCode(code)}, “${reason}”`;
}
