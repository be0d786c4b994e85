/**
 * What contexts say to each other, one typed map per direction.
 *
 * A listener (a panel) pulls: it says `ready`, and gets one batch with all that it does not have yet, at once or as
 * soon as there is something. So batches grow by themselves under load, nothing waits on a timer of the page, and a
 * listener that is slow or gone costs the page nothing but the bounded backlog.
 */
import type { Attempt, AttemptResult } from './attempt.ts';
import type { CaptureEvent } from './capture-event.ts';
import type { HeaderField } from '../websocket/header-field.ts';
import type { WorkerKind } from '../websocket/worker-kind.ts';
import type { FrameChunk } from './frame-chunk.ts';
import type { LiveFixes } from './live-fix.ts';

/** Raised with every incompatible change of what crosses; contexts of another version are told apart, not guessed at. */
export const BRIDGE_VERSION = 1;

/** Where a listener stands in a document's capture: the next event and the next frame that it has not seen. */
export interface Cursor {
  readonly event: number;
  readonly frame: number;
}

/** Once it has all there is, a listener asks for the next batch this often at most, in milliseconds: once a drawn frame. */
export const PULL_INTERVAL = 16;

/** Relay → hook. */
export type CaptureCommand =
  | { readonly type: 'ready'; readonly listener: string; readonly cursor: Cursor }
  | { readonly type: 'detach'; readonly listener: string }
  /** Whether any fix is in force; the hook asks for it when a connection is made. */
  | { readonly type: 'fixes'; readonly any: boolean };

/** Hook → relay. The relay passes a batch on unopened, to the one listener that asked for it. */
export type CaptureMessage =
  | { readonly type: 'announce' }
  | { readonly type: 'batch'; readonly listener: string; readonly batch: CaptureBatch };

export interface CaptureBatch {
  readonly events: readonly CaptureEvent[];
  readonly chunks: readonly FrameChunk[];
  /** What each connection had in all by the end of this batch; only given where frames fell out of the backlog. */
  readonly totals: readonly ConnectionTotals[];
  /** The cursor after this batch. */
  readonly next: Cursor;
}

/** All frames and payload bytes of one connection since its construction. */
export interface ConnectionTotals {
  readonly connection: number;
  readonly sent: number;
  readonly received: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

/** Who a relay speaks for: a document, or a worker that a document owns. */
export interface DocumentInfo {
  /** Unguessable and unique per document or worker; survives reconnection. */
  readonly documentKey: string;
  readonly url: string;
  /** Milliseconds since the Unix epoch that the document's `time`s count from. */
  readonly timeOrigin: number;
  /** Whether it is the tab's top document. */
  readonly top: boolean;
  /** Absent for a document. */
  readonly worker?: WorkerKind;
}

/** Relay → panel, over a port that the relay opens under {@link relayPortName}. */
export type RelayEvent =
  | {
      readonly version: number;
      readonly type: 'hello';
      readonly document: DocumentInfo;
      readonly fixes: LiveFixes;
    }
  | { readonly version: number; readonly type: 'batch'; readonly batch: CaptureBatch }
  | { readonly version: number; readonly type: 'handshake'; readonly step: HandshakeStep }
  | {
      readonly version: number;
      readonly type: 'attempted';
      readonly attempt: number;
      readonly result: AttemptResult;
    };

/** Panel → relay, over that port. A relay makes attempts with the origin of its document; the panel numbers them. */
export type PanelCommand = { readonly version: number } & (
  | { readonly type: 'ready'; readonly cursor: Cursor }
  | { readonly type: 'attempt'; readonly attempt: number; readonly what: Attempt }
  | { readonly type: 'give-up'; readonly attempt: number }
  | { readonly type: 'fix'; readonly fixes: LiveFixes }
);

/** Relay → whoever inspects its tab, as a one-shot message: this document has opened its first connection. */
export interface Announcement {
  readonly version: number;
  readonly type: 'announce';
}

export function isAnnouncement(message: unknown): message is Announcement {
  const announcement = message as Partial<Announcement> | null;
  return announcement?.version === BRIDGE_VERSION && announcement.type === 'announce';
}

/**
 * To the relays of a tab, as one-shot messages. A relay answers `attach` with `true`, and
 * `serves-workers` with whether its document takes what the hooks of workers say; other pages do not answer. The
 * tester hears of its own handshakes in the same way.
 */
export type TabMessage =
  | { readonly version: number; readonly type: 'attach'; readonly listener: string }
  | { readonly version: number; readonly type: 'serves-workers' }
  | { readonly version: number; readonly type: 'handshake'; readonly step: HandshakeStep };

/** Name of the port that a relay opens for one listener. */
export function relayPortName(listener: string): string {
  return `socketscope/${listener}`;
}

/** One step of a handshake as Firefox's `webRequest` reports it. Times in milliseconds since the Unix epoch. */
export interface HandshakeStep {
  readonly requestId: string;
  readonly url: string;
  readonly time: number;
  readonly step: 'request' | 'response' | 'completed' | 'failed';
  readonly requestHeaders?: readonly HeaderField[];
  readonly responseHeaders?: readonly HeaderField[];
  readonly statusLine?: string;
  readonly statusCode?: number;
  /** `NS_ERROR_…` */
  readonly error?: string;
  /** Whether `responseHeaders` are not the server's, but repaired on the person's demand. */
  readonly repaired?: boolean;
}
