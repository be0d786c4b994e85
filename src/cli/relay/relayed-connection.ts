import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { WireEventBody } from '../../bridge/relay-feed.ts';
import type { Direction } from '../../websocket/frame.ts';
import type { EditRules } from '../../wire/handshake-edits.ts';
import type { WireLog } from '../../wire/wire-log.ts';
import { errorCode } from '../doctor/error-code.ts';
import { Dialogue } from './dialogue.ts';
import { Passage } from './passage.ts';
import { addressText, reachTarget, type TargetFailure, type TargetOptions } from './relay-target.ts';

export interface RelayContext extends TargetOptions {
  readonly log: WireLog;
  readonly rules: EditRules;
}

type Body = WireEventBody extends infer E ? (E extends WireEventBody ? Omit<E, 'connection'> : never) : never;

/** One client's connection, led to the target and watched. */
export class RelayedConnection {
  readonly #context: RelayContext;
  readonly #client: Socket;
  readonly #number: number;
  #server: Socket | null = null;
  #isReset = false;

  /** @param client has not been read from, and keeps half-closes */
  constructor(client: Socket, context: RelayContext) {
    this.#client = client;
    this.#context = context;
    this.#number = context.log.connection();
    const { remoteAddress = '', remotePort = 0 } = client;
    this.#tell({ type: 'accepted', client: addressText(remoteAddress, remotePort) });
    client.setNoDelay(true);
    // Every error ends in `close`, which is waited for; which one it was is told by who listens for the side.
    client.on('error', () => {});
  }

  /** Resolves when both sides are over. */
  async run(): Promise<void> {
    const client = this.#client;
    const reached = await reachTarget(this.#context, (socket) => {
      this.#server = socket;
    });
    if ('failure' in reached) return await this.#refuse(reached.failure);
    const { socket: server, address, tls } = reached;
    this.#tell({ type: 'connected', server: address, ...(tls !== undefined && { tls }) });
    const passages = { sent: new Passage(client, server), received: new Passage(server, client) };
    const { log, rules } = this.#context;
    const dialogue = new Dialogue({ log, connection: this.#number, rules, passages });
    await Promise.all([
      this.#listen('sent', client, passages.sent, dialogue),
      this.#listen('received', server, passages.received, dialogue),
    ]);
    this.#tell({
      type: 'ended',
      sentBytes: passages.sent.bytes,
      receivedBytes: passages.received.bytes,
      sentClose: dialogue.close('sent'),
      receivedClose: dialogue.close('received'),
    });
  }

  /** Breaks both sides off. */
  destroy(): void {
    this.#isReset = true;
    this.#client.destroy();
    this.#server?.destroy();
  }

  /** Resolves when this side's socket is closed. */
  async #listen(direction: Direction, from: Socket, passage: Passage, dialogue: Dialogue): Promise<void> {
    let hasEnded = false;
    from.on('data', (bytes: Buffer) => dialogue.take(direction, bytes));
    from.on('end', () => {
      hasEnded = true;
      dialogue.end(direction);
      if (!this.#isReset) this.#tell({ type: 'half-closed', direction });
      passage.end();
    });
    from.on('error', (error) => this.#reset(direction, errorCode(error)));
    from.resume();
    await closed(from);
    if (hasEnded) return;
    dialogue.end(direction);
    this.#reset(direction, 'CLOSED');
  }

  /** One side is gone, so the other must not wait for it. */
  #reset(direction: Direction, code: string): void {
    if (this.#isReset) return;
    this.#isReset = true;
    this.#tell({ type: 'reset', direction, code });
    breakOff(direction === 'sent' ? this.#server : this.#client);
  }

  /** Tells the client in the words of HTTP, which is what it waits for. */
  async #refuse({ stage, code, message }: TargetFailure): Promise<void> {
    this.#tell({ type: 'failed', stage, code, message });
    const client = this.#client;
    const body = `socketscope relay: ${this.#context.target.url} cannot be reached. ${message}\n`;
    const head = [
      'HTTP/1.1 502 Bad Gateway',
      'Content-Type: text/plain; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ];
    client.end(`${head.join('\r\n')}\r\n\r\n${body}`);
    // Unread bytes would make the system reset the connection before the client has read this.
    client.resume();
    client.once('end', () => client.destroy());
    client.setTimeout(1000, () => client.destroy());
    await closed(client);
    this.#tell({
      type: 'ended',
      sentBytes: 0,
      receivedBytes: client.bytesWritten,
      sentClose: null,
      receivedClose: null,
    });
  }

  #tell(body: Body): void {
    this.#context.log.event({ ...body, connection: this.#number });
  }
}

function closed(socket: Socket): Promise<void> {
  return socket.destroyed && socket.closed
    ? Promise.resolve()
    : new Promise((resolve) => socket.once('close', () => resolve()));
}

/** By RST, where there is no TLS in between. */
function breakOff(socket: Socket | null): void {
  if (!socket || socket.destroyed) return;
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
