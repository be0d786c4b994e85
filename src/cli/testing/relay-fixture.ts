import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { RecordedEntry } from '../../recording/recorded-entry.ts';
import { type RunningRelay, startRelay, type StartRelayOptions } from '../relay/start-relay.ts';

/** A TCP socket, and everything that came over it. */
export class Tapped {
  readonly socket: Socket;
  /** `end` for FIN, an error's code otherwise; absent as long as nothing ended it. */
  ending: string | undefined;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  readonly #progress = new EventEmitter();

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
      this.#progress.emit('progress');
    });
    const ended = (how: string) => {
      this.ending ??= how;
      this.#progress.emit('progress');
    };
    socket.on('end', () => ended('end'));
    socket.on('error', (error: NodeJS.ErrnoException) => ended(error.code ?? error.message));
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** Resolves when this many bytes have come. */
  async came(count: number): Promise<Buffer> {
    while (this.#length < count) {
      if (this.ending !== undefined) throw new Error(`${this.ending} after ${this.#length} bytes`);
      await once(this.#progress, 'progress');
    }
    return this.bytes;
  }

  async ended(): Promise<string> {
    while (this.ending === undefined) await once(this.#progress, 'progress');
    return this.ending;
  }
}

export interface RelayedPair {
  readonly relay: RunningRelay;
  /** The target's side and the client's, on one relayed connection. */
  readonly server: Tapped;
  readonly client: Tapped;
}

/** A client and a server over raw TCP with a relay between them, for one test. */
export async function relayedPair(options: Partial<StartRelayOptions> = {}): Promise<RelayedPair> {
  const target = createServer({ allowHalfOpen: true });
  target.listen(0, '127.0.0.1');
  await once(target, 'listening');
  onTestFinished(() => void target.close());
  const { port } = target.address() as AddressInfo;
  const relay = await relayFor(`ws://127.0.0.1:${port}/`, options);
  const accepted = once(target, 'connection') as Promise<[Socket]>;
  const client = rawClient(relay.port);
  const [socket] = await accepted;
  onTestFinished(() => void socket.destroy());
  return { relay, client, server: new Tapped(socket) };
}

export async function relayFor(
  target: string,
  options: Partial<StartRelayOptions> = {},
): Promise<RunningRelay> {
  const relay = await startRelay({ target, listen: 0, discovery: false, ...options });
  onTestFinished(() => relay.close());
  return relay;
}

export function rawClient(port: number): Tapped {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  onTestFinished(() => void socket.destroy());
  return new Tapped(socket);
}

type OfType<T extends RecordedEntry['type']> = Extract<RecordedEntry, { type: T }>;

/** Waits for so many entries of a type. */
export async function entriesOf<T extends RecordedEntry['type']>(
  relay: RunningRelay,
  type: T,
  count = 1,
): Promise<OfType<T>[]> {
  const found: OfType<T>[] = [];
  for await (const entry of relay.entries()) {
    if (entry.type === type) found.push(entry as OfType<T>);
    if (found.length === count) break;
  }
  return found;
}

/** All entries up to the end of the first connection. */
export async function untilEnded(relay: RunningRelay): Promise<RecordedEntry[]> {
  const entries: RecordedEntry[] = [];
  for await (const entry of relay.entries()) {
    entries.push(entry);
    if (entry.type === 'ended') break;
  }
  return entries;
}
