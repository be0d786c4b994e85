import type { Connection, Opener } from '../../../src/session/connection.ts';

/** What a person calls it. */
export const OPENER_NAMES: Readonly<Record<Opener, string>> = {
  page: 'page',
  frame: 'frame',
  worker: 'worker',
  'shared-worker': 'shared worker',
  'service-worker': 'service worker',
  'native-client': 'native client',
  unknown: 'stream, frame or worker',
};

/** Who opened it, and on what way where a native relay was between. */
export function openedBy({ evidence, wire }: Connection): string {
  if (!wire) return `opened by ${evidence.initiator}`;
  const { client, relay, recording } = wire;
  const way = `opened by ${client} through the relay ${relay.url}`;
  return recording === undefined ? way : `${way}, read from ${recording}`;
}

/** What cannot be known of a connection because of who tells of it; `null` where all is. */
export function limitsOf({ witness, opener, api }: Connection): string | null {
  if (witness !== 'network-log') return null;
  if (api === 'WebTransport')
    return 'A WebTransport session: Chrome tells that there is one and when it ended, and nothing of what it carries.';
  const what =
    opener === 'unknown' ? 'A WebSocketStream, or a socket of a frame or worker out of reach. ' : '';
  return `${what}Seen by DevTools only: frames come about once a second, rarer where DevTools have recorded much, with no close code, and none from before DevTools were opened.`;
}
