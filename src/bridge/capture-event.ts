/**
 * What the hook tells of a document's connections, apart from their frames. `number` counts the document's events
 * from 0, so that a jump means lost ones; `time` is in milliseconds since the document's time origin; `connection` is
 * a number within the document.
 */
export type CaptureEvent = { readonly number: number; readonly time: number } & (
  | {
      readonly type: 'created';
      readonly connection: number;
      /** The constructor's first argument as the page gave it, converted to a string. */
      readonly argument: string;
      /** The URL as the browser normalised it (`WebSocket.url`). */
      readonly url: string;
      readonly protocols: readonly string[];
      /** `Error.stack` at construction; empty where the page took control of stack traces. */
      readonly stack: string;
      /** The subprotocols that the page wanted to offer, where a fix put `url` and `protocols` in their place. */
      readonly asked?: readonly string[];
    }
  | {
      /** The constructor threw: no handshake ever began. */
      readonly type: 'constructor-threw';
      readonly connection: number;
      readonly argument: string;
      readonly protocols: readonly string[];
      readonly stack: string;
      readonly name: string;
      readonly message: string;
    }
  | {
      readonly type: 'open';
      readonly connection: number;
      readonly protocol: string;
      readonly extensions: string;
    }
  | {
      readonly type: 'close-called';
      readonly connection: number;
      readonly code: number | null;
      readonly reason: string | null;
    }
  | {
      readonly type: 'close';
      readonly connection: number;
      readonly code: number;
      readonly reason: string;
      readonly wasClean: boolean;
    }
  | { readonly type: 'error'; readonly connection: number }
  | {
      /** The payload of a frame that was recorded as pending: it takes time to read, so the panel reads it. */
      readonly type: 'blob';
      readonly payloadOf: number;
      readonly blob: Blob;
    }
  | {
      /** `securitypolicyviolation` of the document for a `connect-src` URL. */
      readonly type: 'csp-violation';
      readonly blockedUrl: string;
      readonly directive: string;
      readonly policy: string;
      readonly disposition: string;
    }
);

/** An event before it has its number and its time. */
export type CaptureEventBody = CaptureEvent extends infer E
  ? E extends CaptureEvent
    ? Omit<E, 'number' | 'time'>
    : never
  : never;
