import type { HandshakeEvidence } from '../evidence.ts';
import type { Snippet } from '../snippet.ts';

/** What opened the WebSocket in a page: how it gives itself away, and what to write in it. */
export interface Engine {
  readonly id: string;
  readonly name: string;
  /** @returns why it is this one, as a sentence; `null` where nothing points to it */
  readonly recognise: (seen: Pick<HandshakeEvidence, 'protocols' | 'stack'>) => string | null;
  readonly offerNone: (url: string) => readonly Snippet[];
  readonly offer: (url: string, protocol: string) => readonly Snippet[];
}
