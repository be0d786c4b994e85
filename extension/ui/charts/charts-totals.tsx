import type { JSX } from 'preact';
import type { Connection, Traffic as Totals } from '../../../src/session/connection.ts';
import type { Traffic } from '../../../src/traffic/traffic.ts';
import { formatBytes, formatCount, formatDuration, formatNumberOf } from '../formatting.ts';
import { shortUrl } from '../short-url.ts';

/** Connections that are listed; those with the most bytes. */
const MOST = 100;

export interface ConnectionTotalsProps {
  readonly connections: readonly Connection[];
  readonly traffic: Traffic;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** What each connection carried in all. */
export function ConnectionTotals({ connections, traffic, now }: ConnectionTotalsProps): JSX.Element {
  const bytesOf = ({ sent, received }: Connection) => sent.bytes + received.bytes;
  const listed = connections.toSorted((a, b) => bytesOf(b) - bytesOf(a)).slice(0, MOST);
  return (
    <>
      <table class="totals" aria-label="Totals of connections">
        <thead>
          <tr>
            <th scope="col">Connection</th>
            <th scope="col">Sent</th>
            <th scope="col">Received</th>
            <th scope="col">Rate</th>
            <th scope="col">Largest</th>
            <th scope="col">Duration</th>
          </tr>
        </thead>
        <tbody>
          {listed.map((connection) => {
            const { id, evidence, sent, received } = connection;
            const known = traffic.of(id);
            const duration = durationOf(connection, now);
            const frames = sent.frames + received.frames;
            return (
              <tr key={id}>
                <th scope="row" title={evidence.url}>
                  {shortUrl(evidence.url)}
                </th>
                <td>{total(sent)}</td>
                <td>{total(received)}</td>
                <td>
                  {duration > 0 ? `${formatCount(Math.round((frames * 10_000) / duration) / 10)}/s` : '–'}
                </td>
                <td>{known ? formatBytes(Math.max(known.largestSent, known.largestReceived)) : '–'}</td>
                <td>{duration > 0 ? formatDuration(duration) : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {connections.length > MOST && (
        <p class="dim">And {formatNumberOf(connections.length - MOST, 'connection')} with less.</p>
      )}
    </>
  );
}

function total({ frames, bytes }: Totals): string {
  return frames === 0 ? '–' : `${formatCount(frames)}, ${formatBytes(bytes)}`;
}

function durationOf({ evidence }: Connection, now: number): number {
  return evidence.openedAt === undefined ? 0 : (evidence.close?.time ?? now) - evidence.openedAt;
}
