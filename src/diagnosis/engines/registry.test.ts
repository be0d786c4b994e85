import { describe, expect, test } from 'vitest';
import { arrangeFixes } from '../fixes/arrange.ts';
import { askFor, askForNone } from '../fixes/client-fixes.ts';
import { evidenceIn } from '../testing/evidence.ts';
import { guessEngine } from './registry.ts';

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
const DEFOLD_STACK = API_STACK.replace('game.js', 'Arena_wasm.js');
const UNITY_STACK = `Error
    at _WebSocketConnect (http://127.0.0.1/Build/Arena.framework.js:1:31415)
    at http://127.0.0.1/Build/Arena.wasm:wasm-function[9]:0x2`;
const GODOT_STACK =
  'godot_js_websocket_create@http://127.0.0.1/index.js:9:1\n@http://127.0.0.1/index.wasm:wasm-function[7]:0x3';
const SCRIPT_STACK = 'connect@http://127.0.0.1/net.js:5:9';

test.each([
  ['POSIX sockets of Emscripten in Chrome', CHROME_SOCKET_STACK, 'emscripten-sockets'],
  ['the same in Firefox', FIREFOX_SOCKET_STACK, 'emscripten-sockets'],
  ['the WebSocket API of Emscripten', API_STACK, 'emscripten-websocket-api'],
  ['Defold', DEFOLD_STACK, 'defold'],
  ['Unity', UNITY_STACK, 'unity'],
  ['Godot', GODOT_STACK, 'godot'],
  ['a script of the page', SCRIPT_STACK, 'javascript'],
  ['no stack', '', 'emscripten-sockets'],
])('%s is guessed from its stack, with a reason', (_, stack, id) => {
  const guess = guessEngine({ protocols, stack });
  expect(guess?.id).toBe(id);
  expect(guess?.reason).toMatch(/^[A-Z].+\.$/);
});

test('WebAssembly that offers something else is not guessed, nor an offer without a stack', () => {
  expect(guessEngine({ protocols: ['mqtt'], stack: FIREFOX_SOCKET_STACK })).toBeNull();
  expect(guessEngine({ protocols: ['mqtt'] })).toBeNull();
});

describe('the way to offer', () => {
  const codesOf = (change: { stack?: string; protocols: string[] }, ways: typeof askForNone) => {
    const evidence = evidenceIn('chrome', change);
    const client = guessEngine(evidence);
    const arranged = arrangeFixes({ fixes: ways(evidence), guesses: client ? { client } : {} });
    return arranged.flatMap((item) => ('fixes' in item ? item.fixes : [])).map(({ code }) => code?.text);
  };

  test.each([
    [
      FIREFOX_SOCKET_STACK,
      ['var Module = { websocket: { subprotocol: null } };', '-sWEBSOCKET_SUBPROTOCOL=null'],
    ],
    [API_STACK, ['attributes.protocols = NULL;']],
    [DEFOLD_STACK, ['websocket.connect("ws://localhost:9998/", {}, callback)']],
    [GODOT_STACK, ['socket.supported_protocols = PackedStringArray()']],
    [SCRIPT_STACK, ['new WebSocket("ws://localhost:9998/")']],
  ])('none, in the engine at hand', (stack, codes) => {
    expect(codesOf({ protocols, stack }, askForNone)).toEqual(codes);
  });

  test('one, in the engine at hand', () => {
    const ways = (evidence: Parameters<typeof askFor>[0]) => askFor(evidence, 'mqtt');
    expect(codesOf({ protocols: [], stack: GODOT_STACK }, ways)).toEqual([
      'socket.supported_protocols = PackedStringArray(["mqtt"])',
    ]);
    expect(codesOf({ protocols: [], stack: '' }, ways)).toEqual([
      'new WebSocket("ws://localhost:9998/", "mqtt")',
    ]);
  });
});
