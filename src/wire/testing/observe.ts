import type { WireEvent } from '../../bridge/relay-feed.ts';
import type { Direction } from '../../websocket/frame.ts';
import { FrameObserver } from '../frame-observer.ts';
import type { Negotiated } from '../frame-rules.ts';
import type { Inflater } from '../inflater.ts';
import { WireLog } from '../wire-log.ts';

interface SeenFrame {
  readonly flags: number;
  readonly length: number;
  readonly wireLength: number;
  readonly maskingKey: number;
  readonly payload: Uint8Array;
}

export interface Seen {
  readonly frames: readonly SeenFrame[];
  readonly events: readonly WireEvent[];
}

export interface ObserveOptions {
  readonly direction?: Direction;
  readonly negotiated?: Negotiated;
  readonly inflater?: Inflater;
}

/** What an observer writes down of bytes that come in these pieces, and then no more. */
export function observe(pieces: readonly Uint8Array[], options: ObserveOptions = {}): Seen {
  const log = new WireLog(() => 0);
  const observer = new FrameObserver({
    log,
    connection: log.connection(),
    direction: options.direction ?? 'sent',
    negotiated: options.negotiated ?? { deflate: false, other: false },
    inflater: options.inflater ?? null,
    buffered: () => 0,
  });
  for (const piece of pieces) observer.push(piece);
  observer.end();
  return readAll(log);
}

function readAll(log: WireLog): Seen {
  const frames: SeenFrame[] = [];
  const events: WireEvent[] = [];
  const reader = { cursor: { event: 0, frame: 0 }, hasGap: false };
  for (let batch = log.read(reader); batch; batch = log.read(reader)) {
    events.push(...batch.events);
    for (const chunk of batch.chunks) {
      let at = 0;
      for (let i = 0; i < chunk.count; i++) {
        const stored = chunk.stored[i] ?? 0;
        frames.push({
          flags: chunk.flags[i] ?? 0,
          length: chunk.length[i] ?? 0,
          wireLength: chunk.wireLength[i] ?? 0,
          maskingKey: chunk.maskingKey[i] ?? 0,
          payload: chunk.bytes.slice(at, at + stored),
        });
        at += stored;
      }
    }
  }
  return { frames, events };
}
