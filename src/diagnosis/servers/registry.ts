import type { HandshakeEvidence } from '../evidence.ts';
import type { Guess } from '../verdict.ts';
import { aiohttp } from './aiohttp.ts';
import { apache } from './apache.ts';
import { aspnetcore } from './aspnetcore.ts';
import { autobahn } from './autobahn.ts';
import { awsLoadBalancer } from './aws-load-balancer.ts';
import { caddy } from './caddy.ts';
import { cloudflare } from './cloudflare.ts';
import { coderWebsocket } from './coder-websocket.ts';
import { djangoChannels } from './django-channels.ts';
import { fayeWebsocket } from './faye-websocket.ts';
import { flaskSock } from './flask-sock.ts';
import { godotServer } from './godot-server.ts';
import { gorilla } from './gorilla.ts';
import { haproxy } from './haproxy.ts';
import { javaWebsocket } from './java-websocket.ts';
import { libwebsockets } from './libwebsockets.ts';
import { luaWebsockets } from './lua-websockets.ts';
import { mojolicious } from './mojolicious.ts';
import { mosquitto } from './mosquitto.ts';
import { nchan } from './nchan.ts';
import { netty } from './netty.ts';
import { nginx } from './nginx.ts';
import { npmWebsocket } from './npm-websocket.ts';
import { otherProxy } from './other-proxy.ts';
import { otherServer } from './other-server.ts';
import { phoenix } from './phoenix.ts';
import { pythonWebsockets } from './python-websockets.ts';
import { simpleWebsocketServer } from './simple-websocket-server.ts';
import { socketIo } from './socket-io.ts';
import { spring } from './spring.ts';
import { starlette } from './starlette.ts';
import { tornado } from './tornado.ts';
import { tungstenite } from './tungstenite.ts';
import { uwebsockets } from './uwebsockets.ts';
import { viteProxy } from './vite-proxy.ts';
import { websocketd } from './websocketd.ts';
import { websockify } from './websockify.ts';
import { ws } from './ws.ts';
import { seenOf } from './answers.ts';
import type { Server } from './server.ts';

/**
 * All that is known, in the order in which a person chooses, what stands for all others last. Where a handshake fits
 * two, the first is guessed.
 */
export const servers: readonly Server[] = [
  pythonWebsockets,
  aiohttp,
  tornado,
  starlette,
  djangoChannels,
  flaskSock,
  autobahn,
  simpleWebsocketServer,
  websockify,
  ws,
  npmWebsocket,
  socketIo,
  fayeWebsocket,
  uwebsockets,
  gorilla,
  coderWebsocket,
  websocketd,
  mosquitto,
  libwebsockets,
  luaWebsockets,
  mojolicious,
  tungstenite,
  spring,
  netty,
  javaWebsocket,
  aspnetcore,
  godotServer,
  phoenix,
  nchan,
  otherServer,
  nginx,
  haproxy,
  apache,
  caddy,
  cloudflare,
  awsLoadBalancer,
  viteProxy,
  otherProxy,
];

/** The server that answered, from its headers and words. Where a proxy answers, what stands behind it may not show. */
export function guessServer(evidence: HandshakeEvidence): Guess | null {
  return guess(evidence, 'server');
}

/** What the server that answered is known to do with an offer it does not know; `null` for leaving the answer out. */
export function habitOf(
  evidence: HandshakeEvidence,
): { readonly habit: Habit; readonly reason: string } | null {
  const guessed = guessServer(evidence);
  const habit = servers.find(({ id }) => id === guessed?.id)?.onUnknownOffer;
  return guessed && habit ? { habit, reason: guessed.reason } : null;
}

type Habit = NonNullable<Server['onUnknownOffer']>;

/** The proxy that answered in place of the server, from its headers and words. */
export function guessProxy(evidence: HandshakeEvidence): Guess | null {
  return guess(evidence, 'network');
}

function guess(evidence: HandshakeEvidence, side: Server['side']): Guess | null {
  const seen = seenOf(evidence);
  for (const server of servers) {
    const reason = server.side === side ? server.recognise?.(seen) : null;
    if (reason) return { id: server.id, reason };
  }
  return null;
}
