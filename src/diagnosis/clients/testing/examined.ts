import type { HandshakeEvidence, Probe } from '../../evidence.ts';
import { isReason } from '../../finding.ts';
import { gather } from '../../gather.ts';
import { evidenceIn, fields, KEY, rightHeaders, URL_UNDER_TEST } from '../../testing/evidence.ts';
import type { ClientVerdict } from '../judge-clients.ts';
import { judgeClients } from '../judge-clients.ts';

export const SWITCHING = 'HTTP/1.1 101 Switching Protocols';
export const PAGES = ['chrome-page', 'firefox-page'];
export const SOCKETS = ['emscripten-sockets-chrome', 'emscripten-sockets-firefox'];
export const WEB_ENGINES = [
  'emscripten-websocket-api',
  'defold-websocket',
  'unity-nativewebsocket',
  'godot-web',
];
export const LUA = ['lua-websockets-sync', 'lua-websockets-copas', 'lua-websockets-ev'];

type Server = (offer: readonly string[]) => string | null;

/** What the command line gathers from a server: `null` for a connection that is closed, else status line and headers. */
export function examined(
  server: Server,
  asked: readonly string[] = [],
  change: Partial<Probe> = {},
): HandshakeEvidence {
  const offers = [[], ['binary'], ['']].filter((offer) => JSON.stringify(offer) !== JSON.stringify(asked));
  const { outcome, requestHeaders, response, error } = exchanged(server, asked);
  const failed = evidenceIn('node', {
    protocols: asked,
    initiator: 'http://localhost:9998/',
    outcome: 'failed',
    exchange: {
      time: 1,
      requestHeaders,
      ...(response && { response: { time: 2, ...response } }),
      ...(error === undefined ? {} : { error }),
    },
  });
  const isOpen = outcome === 'open' && !gather(failed).some((finding) => isReason(finding, failed));
  return {
    ...failed,
    ...(isOpen ? { outcome, openedAt: 1 } : {}),
    probes: offers.map((offer): Probe => {
      const made = { time: 3, url: URL_UNDER_TEST, protocols: offer, from: 'node' as const };
      return Object.assign(made, exchanged(server, offer), change);
    }),
  };
}

function exchanged(server: Server, offer: readonly string[]) {
  const isLua = offer[0] === '';
  const requestHeaders = fields(
    [
      'Host: localhost:9998',
      ...(isLua ? [] : ['Origin: http://localhost:9998', 'Sec-WebSocket-Extensions: permessage-deflate']),
      `Sec-WebSocket-Key: ${KEY}`,
    ].join('\n'),
  );
  const answer = server(offer);
  if (answer === null) return { requestHeaders, outcome: 'failed' as const, error: 'CLOSED response' };
  const [statusLine = '', ...lines] = answer.split('\n');
  const response = {
    status: Number(statusLine.split(' ')[1]),
    statusLine,
    headers: fields(lines.join('\n')),
  };
  return {
    requestHeaders,
    outcome: response.status === 101 ? ('open' as const) : ('failed' as const),
    response,
  };
}

export function switching(more = ''): string {
  return `${SWITCHING}\n${rightHeaders(more)}`;
}

export function thoseThat(connects: boolean | null, evidence: HandshakeEvidence): string[] {
  return judgeClients(evidence)
    .filter((verdict) => verdict.connects === connects)
    .map(({ client }) => client);
}

export function ofClient(id: string, evidence: HandshakeEvidence): ClientVerdict | undefined {
  return judgeClients(evidence).find(({ client }) => client === id);
}
