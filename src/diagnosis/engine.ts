import type { HandshakeEvidence } from './evidence.ts';

/** How a game built by Emscripten came to open a WebSocket, since each has its own switch for the subprotocol. */
export type Engine =
  /** POSIX sockets (SOCKFS), which offer `binary` unless told otherwise. */
  | 'emscripten-sockets'
  /** `<emscripten/websocket.h>`, which offers what the C code passes. */
  | 'emscripten-websocket-api';

/** Guesses from the stack at construction and the offer; `null` where neither points to Emscripten. */
export function guessEngine({
  protocols,
  stack = '',
}: Pick<HandshakeEvidence, 'protocols' | 'stack'>): Engine | null {
  if (/emscripten_websocket_new/.test(stack)) return 'emscripten-websocket-api';
  const offersDefault = protocols.length === 1 && protocols[0] === 'binary';
  return offersDefault && /\.wasm\b|wasm-function|\bcreatePeer\b|___?syscall_/.test(stack)
    ? 'emscripten-sockets'
    : null;
}
