import type { HandshakeEvidence } from '../evidence.ts';
import type { Guess } from '../verdict.ts';
import { defold } from './defold.ts';
import { emscriptenSockets } from './emscripten-sockets.ts';
import { emscriptenWebsocketApi } from './emscripten-websocket-api.ts';
import type { Engine } from './engine.ts';
import { godot } from './godot.ts';
import { javascript } from './javascript.ts';
import { unity } from './unity.ts';

/** In the order in which they are guessed: engines before the compiler that built them. */
export const engines: readonly Engine[] = [
  defold,
  unity,
  godot,
  emscriptenWebsocketApi,
  emscriptenSockets,
  javascript,
];

/** What opened the WebSocket, from the stack at construction and the offer. */
export function guessEngine(seen: Pick<HandshakeEvidence, 'protocols' | 'stack'>): Guess | null {
  for (const { id, recognise } of engines) {
    const reason = recognise(seen);
    if (reason) return { id, reason };
  }
  return null;
}
