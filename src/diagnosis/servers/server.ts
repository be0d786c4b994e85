import type { HeaderField } from '../../websocket/header-field.ts';
import type { Snippet } from '../snippet.ts';

/** One server software, or what stands in front of one: how it gives itself away, and what to write in it. */
export interface Server {
  readonly id: string;
  /** As its users call it, with its language where the name alone is not enough. */
  readonly name: string;
  /** `network` for a proxy. */
  readonly side: 'server' | 'network';
  /** @returns why it is this one, as a sentence; `null` where nothing points to it */
  readonly recognise?: (seen: Seen) => string | null;
  /**
   * Select this subprotocol for a client that offers it, and take clients that offer none. A token (RFC 9110 §5.6.2),
   * so it needs no escape between double quotes.
   */
  readonly selectSubprotocol?: (protocol: string) => readonly Snippet[];
  /** Take clients of this origin, such as `https://game.example`. */
  readonly allowOrigin?: (origin: string) => readonly Snippet[];
  /** Hand the request to upgrade on to the server behind. */
  readonly passUpgrade?: readonly Snippet[];
  /** What it does with an offer that it does not know, where that is not to leave the answer out. */
  readonly onUnknownOffer?: 'closes' | 'answers-empty';
  /** Keep a connection on which nothing is said: by pings, or by a longer patience. */
  readonly keepAlive?: readonly Snippet[];
}

/** All that was seen of a server. */
export interface Seen {
  readonly url: string;
  readonly answers: readonly Answer[];
  /** Whether it closes a connection that asks for plain HTTP, without a word. */
  readonly hangsUpOnHttp: boolean;
}

export interface Answer {
  readonly to: 'handshake' | 'plain-http';
  /** Subprotocols that this very request offered. */
  readonly offered: readonly string[];
  readonly status: number;
  /** `null` where the witness does not tell it. */
  readonly reasonPhrase: string | null;
  /** Names as they were sent; `fetch` makes them lower case. */
  readonly headers: readonly HeaderField[];
  /** Whether they are in the order in which they were sent: not so in Chrome's log, nor from `fetch`. */
  readonly isOrdered: boolean;
  /** The beginning of the body; empty where it was not seen. */
  readonly body: string;
}
