import type { Engine } from './engine.ts';

const CALLS = /\.wasm\b|wasm-function|\bcreatePeer\b|___?syscall_/;

/** POSIX sockets (SOCKFS), which offer `binary` unless told otherwise. */
export const emscriptenSockets: Engine = {
  id: 'emscripten-sockets',
  name: 'Emscripten, POSIX sockets',
  recognise: ({ protocols, stack = '' }) => {
    if (protocols.length !== 1 || protocols[0] !== 'binary') return null;
    if (CALLS.test(stack))
      return 'WebAssembly opened it and offered `binary`, as the POSIX sockets of Emscripten do.';
    return stack === '' ? 'It offered `binary` alone, as the POSIX sockets of Emscripten do.' : null;
  },
  offerNone: () => subprotocol('null', 'null'),
  offer: (_, protocol) => subprotocol(JSON.stringify(protocol), protocol),
};

function subprotocol(inPage: string, inBuild: string) {
  return [
    {
      note: 'In the page, before the script of the game runs (later has no effect):',
      code: `var Module = { websocket: { subprotocol: ${inPage} } };`,
    },
    { note: 'Or in the call of `emcc`:', code: `-sWEBSOCKET_SUBPROTOCOL=${inBuild}` },
  ];
}
