import type { Connection, Opener } from '../../src/session/connection.ts';

/** What a person calls it. */
export const OPENER_NAMES: Readonly<Record<Opener, string>> = {
  page: 'page',
  frame: 'frame',
  worker: 'worker',
  'shared-worker': 'shared worker',
  'service-worker': 'service worker',
  'native-client': 'native client',
  unknown: 'frame or worker',
};

/** What cannot be known of a connection because of who tells of it; `null` where all is. */
export function limitsOf({ witness }: Pick<Connection, 'witness'>): string | null {
  return witness !== 'network-log'
    ? null
    : 'Seen by DevTools only: frames come about once a second, rarer where DevTools have recorded much, with no close code, and none from before DevTools were opened.';
}
