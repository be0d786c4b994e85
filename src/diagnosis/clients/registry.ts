import type { Client, Sourced } from './client.ts';
import { chrome } from './implementations/chrome.ts';
import { firefox } from './implementations/firefox.ts';
import { luaWebsockets, luaWebsocketsEv } from './implementations/lua-websockets.ts';
import { pythonWebsocketClient } from './implementations/python-websocket-client.ts';

const PAGE_OFFERS: Sourced<null> = { value: null, source: 'WHATWG WebSockets §3.1, the constructor' };
const SOCKFS_OFFERS: Sourced<readonly string[]> = {
  value: ['binary'],
  source: 'Emscripten, libsockfs.js: WEBSOCKET_SUBPROTOCOL',
};
const LUA_OFFERS: Sourced<readonly string[]> = { value: [], source: 'lua-websockets, sync.lua; measured' };

function settable(source: string): Sourced<boolean> {
  return { value: true, source };
}

function none(source: string): Sourced<readonly string[]> {
  return { value: [], source };
}

/** The clients that a server is judged for, in the order in which they are shown. */
export const clients: readonly Client[] = [
  {
    id: 'chrome-page',
    name: 'A page in Chrome',
    implementations: [chrome],
    offers: PAGE_OFFERS,
    canOfferOther: settable(PAGE_OFFERS.source),
  },
  {
    id: 'firefox-page',
    name: 'A page in Firefox',
    implementations: [firefox],
    offers: PAGE_OFFERS,
    canOfferOther: settable(PAGE_OFFERS.source),
  },
  {
    id: 'emscripten-sockets-chrome',
    name: 'Emscripten POSIX sockets in Chrome',
    implementations: [chrome],
    offers: SOCKFS_OFFERS,
    canOfferOther: settable(SOCKFS_OFFERS.source),
  },
  {
    id: 'emscripten-sockets-firefox',
    name: 'Emscripten POSIX sockets in Firefox',
    implementations: [firefox],
    offers: SOCKFS_OFFERS,
    canOfferOther: settable(SOCKFS_OFFERS.source),
  },
  {
    id: 'emscripten-websocket-api',
    name: 'emscripten/websocket.h',
    implementations: [chrome, firefox],
    offers: none('Emscripten, libwebsocket.js: emscripten_websocket_new'),
    canOfferOther: settable('Emscripten, libwebsocket.js: emscripten_websocket_new'),
  },
  {
    id: 'defold-websocket',
    name: 'Defold websocket extension (HTML5)',
    implementations: [chrome, firefox],
    offers: none('defold/extension-websocket, websocket.cpp: LuaConnect'),
    // It opens the connection before it stores the option: defold/extension-websocket#67.
    canOfferOther: { value: false, source: 'defold/extension-websocket, websocket.cpp: CreateConnection' },
  },
  {
    id: 'unity-nativewebsocket',
    name: 'Unity NativeWebSocket (WebGL)',
    implementations: [chrome, firefox],
    offers: none('endel/NativeWebSocket, WebSocket.jslib: WebSocketAllocate'),
    canOfferOther: settable('endel/NativeWebSocket, WebSocket.jslib: WebSocketAddSubProtocol'),
  },
  {
    id: 'godot-web',
    name: 'Godot 4 (web)',
    implementations: [chrome, firefox],
    offers: none('Godot 4, library_godot_websocket.js: godot_js_websocket_create'),
    canOfferOther: settable('Godot 4, WebSocketPeer.supported_protocols'),
  },
  {
    id: 'lua-websockets-sync',
    name: 'lua-websockets (sync)',
    implementations: [luaWebsockets],
    offers: LUA_OFFERS,
    canOfferOther: settable(LUA_OFFERS.source),
  },
  {
    id: 'lua-websockets-copas',
    name: 'lua-websockets (copas)',
    implementations: [luaWebsockets],
    offers: LUA_OFFERS,
    canOfferOther: settable(LUA_OFFERS.source),
  },
  {
    id: 'lua-websockets-ev',
    name: 'lua-websockets (lua-ev)',
    implementations: [luaWebsocketsEv],
    offers: { value: [], source: 'lua-websockets, client_ev.lua' },
    canOfferOther: settable('lua-websockets, client_ev.lua'),
  },
  {
    id: 'python-websocket-client',
    name: 'Python websocket-client',
    implementations: [pythonWebsocketClient],
    offers: none('websocket-client 1.9, _handshake.py; measured'),
    canOfferOther: settable('websocket-client 1.9, _handshake.py; measured'),
  },
];
