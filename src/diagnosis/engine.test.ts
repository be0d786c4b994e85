import { describe, expect, test } from 'vitest';
import { guessEngine } from './engine.ts';
import { askForNone } from './fixes/client-subprotocol.ts';
import { evidenceIn } from './testing/evidence.ts';

const protocols = ['binary'];
const CHROME_SOCKET_STACK = `Error
    at Object.createPeer (http://127.0.0.1/posix.js:3771:12)
    at ___syscall_connect (http://127.0.0.1/posix.js:4310:20)
    at http://127.0.0.1/posix.wasm:wasm-function[12]:0x5a1`;
const FIREFOX_SOCKET_STACK =
  'a@http://127.0.0.1/posix.js:1:9\n@http://127.0.0.1/posix.wasm:wasm-function[12]:0x5a1';
const API_STACK = `Error
    at _emscripten_websocket_new (http://127.0.0.1/game.js:5:1)
    at http://127.0.0.1/game.wasm:wasm-function[3]:0x1`;

test('POSIX sockets of Emscripten are known by their stack and their offer', () => {
  expect(guessEngine({ protocols, stack: CHROME_SOCKET_STACK })).toBe('emscripten-sockets');
  expect(guessEngine({ protocols, stack: FIREFOX_SOCKET_STACK })).toBe('emscripten-sockets');
  expect(guessEngine({ protocols: ['mqtt'], stack: FIREFOX_SOCKET_STACK })).toBeNull();
});

test('its WebSocket API is known by its function, whatever it offers', () => {
  expect(guessEngine({ protocols, stack: API_STACK })).toBe('emscripten-websocket-api');
});

test('plain JavaScript is no Emscripten, nor is what has no stack', () => {
  expect(guessEngine({ protocols, stack: 'connect@http://127.0.0.1/net.js:5:9' })).toBeNull();
  expect(guessEngine({ protocols })).toBeNull();
});

describe('the way to offer none', () => {
  const codesOf = (change: { stack?: string; protocols: string[] }) =>
    askForNone(evidenceIn('chrome', change)).map(({ code }) => code?.text);

  test('in each kind of client', () => {
    expect(codesOf({ protocols, stack: FIREFOX_SOCKET_STACK })).toEqual([
      'var Module = { websocket: { subprotocol: null } };',
      '-sWEBSOCKET_SUBPROTOCOL=null',
    ]);
    expect(codesOf({ protocols, stack: API_STACK })).toEqual(['attributes.protocols = NULL;']);
    expect(codesOf({ protocols: ['mqtt'], stack: '' })).toEqual(['new WebSocket("ws://localhost:9998/")']);
  });

  test('in both where the offer is Emscripten’s and the stack is not known', () => {
    expect(codesOf({ protocols })).toHaveLength(3);
  });
});
