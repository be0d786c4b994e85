/**
 * What the hook tells of a document's connections, apart from their frames. `connection` is a number within the
 * document; `time` is in milliseconds since the document's time origin; `frame` is the number of frames recorded
 * before the event, which orders events among frames.
 */
export type CaptureEvent = { readonly time: number; readonly frame: number } & (
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
      /** The bytes of a Blob whose frame was recorded as pending. `null` where the Blob could not be read. */
      readonly type: 'payload';
      readonly payloadOf: number;
      readonly bytes: Uint8Array | null;
    }
  | {
      /** `securitypolicyviolation` of the document for a `connect-src` URL. */
      readonly type: 'csp-violation';
      readonly blockedUrl: string;
      readonly directive: string;
      readonly policy: string;
      readonly disposition: string;
    }
  | {
      /** Frames of a connection that fell out of the backlog before they could be sent. */
      readonly type: 'evicted';
      readonly connection: number;
      readonly sent: number;
      readonly received: number;
      readonly sentBytes: number;
      readonly receivedBytes: number;
    }
);
