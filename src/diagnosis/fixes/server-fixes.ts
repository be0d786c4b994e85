import { isSubprotocol } from '../../websocket/subprotocol.ts';
import { code } from '../code-span.ts';
import { servers } from '../servers/registry.ts';
import type { Server } from '../servers/server.ts';
import { toFixes } from '../snippet.ts';
import type { Fix } from '../verdict.ts';

/** How a server is told to answer one offered subprotocol, and to take clients that offer none. */
export function selectSubprotocol(
  protocol: string,
  text = `Let the server select ${code(protocol)} when a client offers it. Answer exactly one of the offered values, in the same letters.`,
): Fix[] {
  return [
    { side: 'server', text },
    ...(isSubprotocol(protocol)
      ? forEach('server', ({ selectSubprotocol }) => selectSubprotocol?.(protocol))
      : []),
  ];
}

/** How a server is told to take pages of an origin. */
export function allowOrigin(origin: string): Fix[] {
  return [
    { side: 'server', text: `Let the server take the origin ${code(origin)}.` },
    ...forEach('server', ({ allowOrigin }) => allowOrigin?.(origin)),
  ];
}

/** A reverse proxy drops `Upgrade` and `Connection` unless told to pass them on (RFC 9110 §7.6.1, hop by hop). */
export const passUpgrade: readonly Fix[] = [
  {
    side: 'network',
    text: 'If a proxy stands in front of the server, let it pass the upgrade on; some do so only when told.',
  },
  ...forEach('network', ({ passUpgrade }) => passUpgrade),
];

/** What ends silent connections must hear something in time, or be more patient. */
export const keepAlive: readonly Fix[] = [
  {
    side: 'network',
    text: 'If it always happens after the same idle time, something on the way cuts silent connections. Let it wait longer.',
  },
  ...forEach('network', ({ keepAlive }) => keepAlive),
  { side: 'server', text: 'Or let the server ping more often than that; browsers answer by themselves.' },
  ...forEach('server', ({ keepAlive }) => keepAlive),
];

function forEach(
  side: Server['side'],
  snippetsOf: (server: Server) => Parameters<typeof toFixes>[2] | undefined,
): Fix[] {
  return servers
    .filter((server) => server.side === side)
    .flatMap((server) => toFixes(side, server, snippetsOf(server) ?? []));
}
