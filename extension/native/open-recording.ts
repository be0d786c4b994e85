import { RecordingReader } from '../../src/recording/replay.ts';
import type { Session } from '../../src/session/session.ts';
import type { WireFeed } from '../../src/session/wire-feed.ts';
import { readLines } from './read-lines.ts';

/** What came of opening a file. */
export type Opened =
  | {
      readonly ok: true;
      readonly connections: number;
      readonly frames: number;
      readonly unreadable: { readonly count: number; readonly first?: { line: number; why: string } };
    }
  | { readonly ok: false; readonly why: string };

/** Characters of one line: a relay keeps less than this of a payload. */
const MAX_LINE = 64 * 1024 * 1024;
/** How long the page may be held up at a time, in milliseconds. */
const SLICE = 12;

/**
 * Reads a recording of a native relay into a session, piece by piece.
 * @param progress told how many lines have been read, now and then
 */
export async function openRecording(
  session: Session,
  file: File,
  progress: (lines: number) => void,
): Promise<Opened> {
  let reader: RecordingReader | null = null;
  let feed: WireFeed | null = null;
  let lines = 0;
  let sliceEnd = performance.now() + SLICE;
  let before = { connections: 0, frames: 0 };
  for await (const line of readLines(file, MAX_LINE)) {
    lines++;
    if (!reader || !feed) {
      const begun: ReturnType<typeof RecordingReader.begin> = RecordingReader.begin(line ?? '');
      if (!begun.ok) return { ok: false, why: `its first line is not that of a recording (${begun.why})` };
      reader = begun.value;
      feed = session.relayConnected({ ...reader.head.relay, feed: '' }, file.name);
      if (feed.cursor.event > 0) return { ok: false, why: 'it is open already' };
      before = countsOf(session);
    } else if (line === null) reader.skip('longer than a line can be');
    else {
      const batch = reader.take(line);
      if (batch) session.captureWire(feed, batch);
    }
    if (performance.now() < sliceEnd) continue;
    progress(lines);
    await new Promise((resolve) => setTimeout(resolve));
    sliceEnd = performance.now() + SLICE;
  }
  if (!reader || !feed) return { ok: false, why: 'it is empty' };
  const rest = reader.end();
  if (rest) session.captureWire(feed, rest);
  session.relayGone(feed, Date.now());
  const after = countsOf(session);
  const [first] = reader.unreadable;
  return {
    ok: true,
    connections: after.connections - before.connections,
    frames: after.frames - before.frames,
    unreadable: { count: reader.unreadableCount, ...(first && { first }) },
  };
}

function countsOf({ connections, frames }: Session): { connections: number; frames: number } {
  return { connections: connections.length, frames: frames.endRow };
}
