/**
 * What contexts say to each other, one typed map per direction.
 *
 * A listener (a panel) pulls: it says `ready`, and gets one batch with all that it does not have yet, at once or as
 * soon as there is something. So batches grow by themselves under load, nothing waits on a timer of the page, and a
 * listener that is slow or gone costs the page nothing but the bounded backlog.
 */
import type { CaptureEvent } from './capture-event.ts';
import type { HeaderField } from '../websocket/header-field.ts';
import type { FrameChunk } from './frame-chunk.ts';

/** Raised with every incompatible change of what crosses; contexts of another version are told apart, not guessed at. */
export const BRIDGE_VERSION = 1;

/** Where a listener stands in a document's capture: the next event and the next frame that it has not seen. */
export interface Cursor {
  readonly event: number;
  readonly frame: number;
}

/** Panel → relay → hook. */
export type CaptureCommand =
  | { readonly type: 'ready'; readonly listener: string; readonly cursor: Cursor }
  | { readonly type: 'detach'; readonly listener: string };

/** Hook → relay: a batch for one listener. The relay passes `batch` on unopened. */
export interface AddressedBatch {
  readonly listener: string;
  readonly batch: CaptureBatch;
}

export interface CaptureBatch {
  /** Number of the first of `events`, counted from 0 within the document. A jump means lost events. */
  readonly firstEvent: number;
  readonly events: readonly CaptureEvent[];
  readonly chunks: readonly FrameChunk[];
  /** The cursor after this batch. */
  readonly next: Cursor;
}

/** Who a relay speaks for. */
export interface DocumentInfo {
  /** Unguessable and unique per document; survives reconnection. */
  readonly documentKey: string;
  readonly url: string;
  /** Milliseconds since the Unix epoch that the document's `time`s count from. */
  readonly timeOrigin: number;
  /** Whether it is the tab's top document. */
  readonly top: boolean;
}

/** Relay → panel. */
export type RelayEvent =
  | { readonly version: number; readonly type: 'hello'; readonly document: DocumentInfo }
  | { readonly version: number; readonly type: 'batch'; readonly batch: CaptureBatch }
  | { readonly version: number; readonly type: 'handshake'; readonly step: HandshakeStep };

/** Panel → relay. */
export type PanelCommand = { readonly version: number; readonly type: 'ready'; readonly cursor: Cursor };

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
}
