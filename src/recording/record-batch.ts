import * as FrameFlag from '../bridge/frame-flag.ts';
import type { Cursor } from '../bridge/channel.ts';
import type { WireBatch, WireFrameChunk } from '../bridge/relay-feed.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import { toBase64 } from './base64.ts';
import type { RecordedEntry, RecordedFrame } from './recorded-entry.ts';

/** Gives what a relay's batches hold as the entries of a recording, and counts what is missing between them. */
export class BatchRecorder {
  #next: Cursor = { event: 0, frame: 0 };

  entries(batch: WireBatch): RecordedEntry[] {
    const entries: RecordedEntry[] = [];
    const first = batch.events[0]?.number ?? batch.next.event;
    this.#lose(entries, 0, first - this.#next.event);
    entries.push(...batch.events);
    let frame = this.#next.frame;
    for (const chunk of batch.chunks) {
      this.#lose(entries, chunk.firstFrame - frame, 0);
      pushFrames(entries, chunk);
      frame = chunk.firstFrame + chunk.count;
    }
    this.#lose(entries, batch.next.frame - frame, 0);
    for (const totals of batch.totals) entries.push({ type: 'totals', ...totals });
    this.#next = batch.next;
    return entries;
  }

  #lose(entries: RecordedEntry[], frames: number, events: number): void {
    if (frames > 0 || events > 0) entries.push({ type: 'lost', frames, events });
  }
}

function pushFrames(entries: RecordedEntry[], chunk: WireFrameChunk): void {
  let at = 0;
  for (let i = 0; i < chunk.count; i++) {
    const end = at + (chunk.stored[i] ?? 0);
    entries.push(frameOf(chunk, i, chunk.bytes.subarray(at, end)));
    at = end;
  }
}

function frameOf(chunk: WireFrameChunk, i: number, payload: Uint8Array): RecordedFrame {
  const flags = chunk.flags[i] ?? 0;
  const has = (bit: number) => (flags & bit) !== 0;
  const isText = !has(FrameFlag.Binary);
  const buffered = chunk.buffered[i] ?? 0;
  return {
    type: 'frame',
    number: chunk.firstFrame + i,
    time: chunk.time[i] ?? 0,
    connection: chunk.connection[i] ?? 0,
    direction: has(FrameFlag.Sent) ? 'sent' : 'received',
    fin: has(WireFlag.Fin),
    ...(has(WireFlag.Rsv1) && { rsv1: true }),
    ...(has(WireFlag.Rsv2) && { rsv2: true }),
    ...(has(WireFlag.Rsv3) && { rsv3: true }),
    opcode: WireFlag.opcodeOf(flags),
    isText,
    ...(has(WireFlag.Masked) && { maskingKey: (chunk.maskingKey[i] ?? 0).toString(16).padStart(8, '0') }),
    length: chunk.length[i] ?? 0,
    wireLength: chunk.wireLength[i] ?? 0,
    ...(buffered > 0 && { buffered }),
    ...(has(WireFlag.Inflated) && { inflated: true }),
    ...(has(WireFlag.Violating) && { violating: true }),
    ...(has(WireFlag.Incomplete) && { incomplete: true }),
    ...written(payload, isText),
  };
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** As text only where that gives the same bytes back. */
function written(payload: Uint8Array, isText: boolean): { text: string } | { base64: string } {
  if (!isText) return { base64: toBase64(payload) };
  try {
    return { text: decoder.decode(payload) };
  } catch {
    // A fragment may break within a character, and a server may send what is no UTF-8.
    return { base64: toBase64(payload) };
  }
}
