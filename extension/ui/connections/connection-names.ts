import type { Connection } from '../../../src/session/connection.ts';
import { formatClock } from '../formatting.ts';
import { OPENER_NAMES } from './opener.ts';
import { shortUrl } from '../short-url.ts';

/** Who opened a connection, within a sentence. */
export function nameOf({ opener }: Connection): string {
  return `the ${OPENER_NAMES[opener]}`;
}

/** Tells a connection from all others in one line. */
export function titleOf({ opener, evidence, wire }: Connection): string {
  const who = wire ? `${OPENER_NAMES[opener]} ${wire.client}` : OPENER_NAMES[opener];
  return `${who}, ${shortUrl(evidence.url)}, ${formatClock(evidence.createdAt)}`;
}

/**
 * The connection that one is most likely to be compared with: of a native client the page's and the other way round,
 * to the same URL if there is one, and the newest.
 */
export function counterpartOf(connection: Connection, others: readonly Connection[]): Connection | undefined {
  const isNative = connection.witness === 'wire';
  const otherKind = others.filter(({ witness }) => (witness === 'wire') !== isNative);
  const sameUrl = ({ evidence }: Connection) => evidence.url === connection.evidence.url;
  return otherKind.findLast(sameUrl) ?? otherKind.at(-1) ?? others.findLast(sameUrl) ?? others.at(-1);
}
