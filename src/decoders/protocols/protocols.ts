import {
  beginsAsArrayOrObject,
  beginsAsObject,
  isColyseus,
  isEngineIo,
  isMqttPacket,
  isPhoenix,
  isPortFrame,
  isPosixCall,
  isSockJs,
  isUpperCase,
} from '../first-look.ts';
import type { DecoderEntry } from '../registry.ts';

/** What carries the messages of games and their servers, in the order of asking. */
export const PROTOCOLS: readonly DecoderEntry[] = [
  { id: 'socket-io', name: 'Socket.IO', mayBe: isEngineIo, load: () => import('./socket-io.ts') },
  {
    id: 'signalr',
    name: 'SignalR',
    mayBe: ({ bytes, isText }) => !isText || (bytes[0] === 0x7b && bytes.at(-1) === 0x1e),
    load: () => import('./signalr.ts'),
  },
  {
    id: 'stomp',
    name: 'STOMP',
    subprotocols: /^v1[0-2]\.stomp$/,
    mayBe: ({ bytes }) => isUpperCase(bytes[0]) || bytes[0] === 0x0a || bytes[0] === 0x0d,
    load: () => import('./stomp.ts'),
  },
  { id: 'mqtt', name: 'MQTT', subprotocols: /^mqtt/, mayBe: isMqttPacket, load: () => import('./mqtt.ts') },
  {
    id: 'wamp',
    name: 'WAMP',
    subprotocols: /^wamp\.2\.(?:json|msgpack)$/,
    mayBe: ({ bytes, isText }) => isText && bytes[0] === 0x5b,
    load: () => import('./wamp.ts'),
  },
  { id: 'phoenix', name: 'Phoenix', mayBe: isPhoenix, load: () => import('./phoenix.ts') },
  {
    id: 'graphql-ws',
    name: 'GraphQL',
    subprotocols: /^graphql-(?:transport-)?ws$/,
    mayBe: beginsAsObject,
    load: () => import('./graphql-ws.ts'),
  },
  { id: 'json-rpc', name: 'JSON-RPC', mayBe: beginsAsArrayOrObject, load: () => import('./json-rpc.ts') },
  { id: 'sockjs', name: 'SockJS', mayBe: isSockJs, load: () => import('./sockjs.ts') },
  {
    id: 'emscripten-udp',
    name: 'Emscripten UDP port',
    mayBe: isPortFrame,
    load: () => import('./emscripten-udp.ts'),
  },
  { id: 'colyseus', name: 'Colyseus', mayBe: isColyseus, load: () => import('./colyseus.ts') },
  {
    id: 'emscripten-posix',
    name: 'Emscripten POSIX sockets',
    mayBe: isPosixCall,
    load: () => import('./emscripten-posix.ts'),
  },
];
