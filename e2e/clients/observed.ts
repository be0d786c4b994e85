import type { RecordedEntry, RecordedFrame } from '../../src/recording/recorded-entry.ts';
import { type RunningRelay, startRelay } from '../../src/cli/relay/start-relay.ts';

/** A relay, and all that it saw. */
export interface ObservingRelay {
  readonly port: number;
  /** Ends the relay. @returns everything that it saw, connection after connection */
  end(): Promise<Observed[]>;
}

/** One connection as the relay saw it. */
export interface Observed {
  readonly entries: readonly RecordedEntry[];
  readonly frames: readonly RecordedFrame[];
  /** The names of the request's headers, in small letters. */
  readonly asked: readonly string[];
}

/** Starts a relay that changes nothing. @param port of a server on this machine */
export async function observe(port: number): Promise<ObservingRelay> {
  const relay = await startRelay({ target: `ws://127.0.0.1:${port}`, listen: 0, discovery: false });
  const all = collect(relay);
  return {
    port: relay.port,
    end: async () => {
      await relay.close();
      const connections = new Map<number, RecordedEntry[]>();
      for (const entry of await all) {
        if (entry.type === 'lost') throw new Error('The relay lost what it saw');
        connections.set(entry.connection, [...(connections.get(entry.connection) ?? []), entry]);
      }
      return [...connections].toSorted(([a], [b]) => a - b).map(([, entries]) => observed(entries));
    },
  };
}

async function collect(relay: RunningRelay): Promise<RecordedEntry[]> {
  const entries: RecordedEntry[] = [];
  for await (const entry of relay.entries()) entries.push(entry);
  return entries;
}

function observed(entries: RecordedEntry[]): Observed {
  const request = entries.find((entry) => entry.type === 'request');
  const lines = request?.original.bytes.split('\r\n').slice(1) ?? [];
  return {
    entries,
    frames: entries.filter((entry) => entry.type === 'frame'),
    asked: lines.filter((line) => line !== '').map((line) => line.split(':', 1).join('').toLowerCase()),
  };
}

/** The payloads of a direction's messages, control frames left out, as the recording has them; fragments joined. */
export function messages(frames: readonly RecordedFrame[], direction: RecordedFrame['direction']): string[] {
  const whole: string[] = [];
  let parts: Buffer[] = [];
  for (const frame of frames) {
    if (frame.direction !== direction || frame.opcode >= 8) continue;
    parts.push(payloadOf(frame));
    if (!frame.fin) continue;
    whole.push(`${frame.isText ? 'text' : 'binary'} ${Buffer.concat(parts).toString('base64')}`);
    parts = [];
  }
  return whole;
}

function payloadOf({ text, base64 }: RecordedFrame): Buffer {
  return text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text);
}
