import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { HandshakeResponse } from '../handshake-response.ts';
import type { OptionValue } from './option-value.ts';
import type { Settings } from './settings.ts';

/** One `name=value` that a person may write on a listener or in a URL's query. */
export interface MisbehaviourOption {
  readonly name: string;
  readonly value: OptionValue;
  /** One sentence for the help page. */
  readonly summary: string;
  /** Name of the option without which this one means nothing. */
  readonly needs?: string;
  /** Takes effect before there is a URL, so it belongs to a listener alone. */
  readonly forListener?: boolean;
}

/** One family of misbehaviours: its options, and what they do to a connection. */
export interface Misbehaviour {
  readonly options: readonly MisbehaviourOption[];
  /** Called once for each opening handshake that sets at least one of `options`; the values are valid. */
  readonly configure: (settings: Settings) => Effects;
}

/** What misbehaviours change in one connection's life, in the order of that life. */
export interface Effects {
  /** Accept permessage-deflate (RFC 7692) where the client offers it. */
  readonly compress?: boolean;
  /** Holds the answer back until it resolves; rejects when the client leaves first. */
  readonly beforeAnswer?: (signal: AbortSignal) => Promise<void>;
  /** Puts a stream between the server and the TCP connection. */
  readonly wrap?: (socket: Socket) => Duplex;
  /** Answers in place of the 101 and returns what it did, for the log. */
  readonly answer?: (socket: Socket, transport: Duplex) => string;
  readonly alterResponse?: (response: HandshakeResponse, offered: readonly string[]) => void;
  /** Puts a stage between the echo and the wire. */
  readonly outgoing?: (send: SendFrame, signal: AbortSignal) => SendFrame;
  readonly opened?: (connection: EchoConnection) => void | Promise<void>;
  /** After the echo of the client's message number `count`, from 1. */
  readonly echoed?: (connection: EchoConnection, count: number) => void;
}

export interface OutgoingFrame {
  readonly data: Buffer;
  readonly binary: boolean;
  /** False for each fragment but the last (RFC 6455 §5.4). */
  readonly fin: boolean;
}

/** `written` is called when the frame has left the process, or never will. */
export type SendFrame = (frame: OutgoingFrame, written: () => void) => void;

/** An open connection, as misbehaviours see it. */
export interface EchoConnection {
  readonly socket: WebSocket;
  /** Where bytes can be written that `socket` would refuse to write. */
  readonly transport: Duplex;
  /** Aborted when the connection is over. */
  readonly signal: AbortSignal;
  readonly send: (data: Buffer, binary: boolean) => void;
  /** Resolves as soon as the client has taken enough of what was sent for more to follow. */
  readonly room: () => Promise<void>;
  /** Stops echoing, then calls `close` when all that was to be sent has been written. */
  readonly finish: (close: () => void) => void;
}
