import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { HandshakeResponse } from './handshake-response.ts';
import type { Effects } from './misbehaviours/misbehaviour.ts';
import { MisbehaviourError } from './misbehaviours/misbehaviour-error.ts';
import { collect, configure, refuseForListener } from './misbehaviours/registry.ts';
import { offeredSubprotocols } from './offered-subprotocols.ts';
import { refuse } from './refusal.ts';

/** Bytes of the longest message that is echoed. */
const MAX_PAYLOAD = 128 * 1024 * 1024;

export interface OpeningHandshake {
  readonly request: IncomingMessage;
  readonly socket: Socket;
  /** What came after the request's head already. */
  readonly head: Buffer;
  readonly offered: readonly string[];
}

export type Opened = (socket: WebSocket, transport: Duplex, effects: readonly Effects[]) => void;

export function openingHandshake(request: IncomingMessage, socket: Socket, head: Buffer): OpeningHandshake {
  // A client may leave at any moment; `close` follows, and that is what the rest of the server listens to.
  socket.on('error', () => {});
  return { request, socket, head, offered: offeredSubprotocols(request) };
}

/**
 * Answers one opening handshake as the listener's settings and the URL's query say, the query first.
 * @returns what was answered, for the log.
 */
export async function answerHandshake(
  handshake: OpeningHandshake,
  settings: ReadonlyMap<string, string>,
  opened: Opened,
): Promise<string> {
  const { request, socket } = handshake;
  let effects: Effects[];
  try {
    const query = collect(queryOf(request));
    refuseForListener(query);
    effects = configure(new Map([...settings, ...query]));
  } catch (error) {
    if (!(error instanceof MisbehaviourError)) throw error;
    refuse(socket, socket, 400, error.message);
    return `400 ${error.message}`;
  }
  if (!(await isStillThere(socket, effects))) return 'the client left before the answer';

  const transport = effects.reduce<Duplex>((_, { wrap }) => wrap?.(socket) ?? _, socket);
  for (const { answer } of effects) {
    if (answer) return answer(socket, transport);
  }
  return upgrade(handshake, transport, effects, opened);
}

function queryOf(request: IncomingMessage): URLSearchParams {
  const target = request.url ?? '';
  const start = target.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : target.slice(start + 1));
}

async function isStillThere(socket: Socket, effects: readonly Effects[]): Promise<boolean> {
  const left = new AbortController();
  const leave = () => left.abort();
  socket.once('close', leave);
  try {
    for (const { beforeAnswer } of effects) await beforeAnswer?.(left.signal);
  } catch (error) {
    if (!left.signal.aborted) throw error;
  }
  socket.off('close', leave);
  return !socket.destroyed;
}

/** One `WebSocketServer` a handshake, so that its hooks belong to this handshake alone. */
function upgrade(
  { request, socket, head, offered }: OpeningHandshake,
  transport: Duplex,
  effects: readonly Effects[],
  opened: Opened,
): string {
  let outcome = 'the client left before the answer';
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_PAYLOAD,
    perMessageDeflate: effects.some(({ compress }) => compress) && { threshold: 0 },
  });
  server.on('headers', (lines) => {
    const response = new HandshakeResponse(lines);
    for (const { alterResponse } of effects) alterResponse?.(response, offered);
    const selected = response.get('Sec-WebSocket-Protocol');
    outcome = selected === undefined ? '101 without a subprotocol' : `101 subprotocol "${selected}"`;
  });
  server.on('wsClientError', (error) => {
    const isOldVersion = request.headers['sec-websocket-version'] !== '13';
    const status = request.method === 'GET' ? (isOldVersion ? 426 : 400) : 405;
    refuse(socket, transport, status, error.message, {
      ...(status === 426 && { 'Sec-WebSocket-Version': '13', Upgrade: 'websocket' }),
      ...(status === 405 && { Allow: 'GET' }),
    });
    outcome = `${status} ${error.message}`;
  });
  server.handleUpgrade(request, transport, head, (webSocket) => opened(webSocket, transport, effects));
  return outcome;
}
