import type { CaptureEvent } from '../bridge/capture-event.ts';
import { fnv1a } from '../bridge/fnv1a.ts';
import * as FrameFlag from '../bridge/frame-flag.ts';
import type { FrameStore } from '../frame-store/frame-store.ts';

/** Bytes that are read of a Blob. */
const MAX_BLOB_BYTES = 16 * 1024 * 1024;

/** Payloads that come later than their frames: Blobs, which take time to read. */
export class LatePayloads {
  readonly #frames: FrameStore;
  readonly #changed: () => void;
  /** Of frames that are still to come: events are not held back by the size of a batch, frames are. */
  readonly #blobs = new Map<number, Blob>();

  /** @param changed called when a Blob has been read */
  constructor(frames: FrameStore, changed: () => void) {
    this.#frames = frames;
    this.#changed = changed;
  }

  announced(event: Extract<CaptureEvent, { type: 'blob' }>): void {
    this.#blobs.set(event.payloadOf, event.blob);
  }

  /** @param row its place in the frame store */
  frameCame(frame: number, row: number, flags: number): void {
    if (flags & FrameFlag.Pending) void this.#readBlob(frame, row);
  }

  async #readBlob(frame: number, row: number): Promise<void> {
    const blob = this.#blobs.get(frame);
    this.#blobs.delete(frame);
    const bytes = blob ? await bytesOf(blob) : null;
    this.#frames.setPayload(row, bytes);
    if (bytes && blob && blob.size > bytes.length) {
      const hash = await hashOf(blob);
      if (hash !== null) this.#frames.setHash(row, hash);
    }
    this.#changed();
  }
}

/** @returns `null` where the page's process, which holds the Blob, is gone */
function bytesOf(blob: Blob): Promise<Uint8Array | null> {
  return blob
    .slice(0, MAX_BLOB_BYTES)
    .arrayBuffer()
    .then(
      (buffer) => new Uint8Array(buffer),
      () => null,
    );
}

/** @returns `null` where the page's process is gone before all is read */
async function hashOf(blob: Blob): Promise<number | null> {
  let hash: number | undefined;
  for (let start = 0; start < blob.size; start += MAX_BLOB_BYTES) {
    const bytes = await bytesOf(blob.slice(start));
    if (!bytes) return null;
    hash = fnv1a(bytes, bytes.length, hash);
  }
  return hash ?? null;
}
