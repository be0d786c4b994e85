import type { HandshakeEvidence } from './evidence.ts';

/**
 * Whether the connection looks like one that Emscripten made of a POSIX socket: it offers exactly `binary` by default,
 * and WebAssembly or its socket layer is on the stack.
 */
export function isEmscriptenSocket({ protocols, stack = '' }: HandshakeEvidence): boolean {
  return (
    protocols.length === 1 &&
    protocols[0] === 'binary' &&
    (stack === '' || /wasm|createPeer|___syscall_/.test(stack))
  );
}
