import { EventEmitter, once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';

export interface TestMessage {
  readonly data: Buffer;
  readonly binary: boolean;
}

/** A correct client, whose messages wait until a test asks for them. */
export class TestClient {
  readonly socket: WebSocket;
  readonly messages: TestMessage[] = [];
  readonly pings: string[] = [];
  closed: { readonly code: number; readonly reason: string } | undefined;
  error: Error | undefined;
  readonly #progress = new EventEmitter();
  #taken = 0;

  constructor(url: string, protocols: string[], options: ClientOptions) {
    this.socket = new WebSocket(url, protocols, options);
    this.socket.on('message', (data, binary) => {
      this.messages.push({ data: data as Buffer, binary });
      this.#progress.emit('progress');
    });
    this.socket.on('ping', (data) => {
      this.pings.push(data.toString());
      this.#progress.emit('progress');
    });
    this.socket.on('error', (error) => {
      this.error = error;
    });
    this.socket.on('open', () => this.#progress.emit('progress'));
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.#progress.emit('progress');
    });
  }

  async open(): Promise<this> {
    await this.#until(() => this.socket.readyState === WebSocket.OPEN || undefined);
    return this;
  }

  /** The next message that was not taken yet. */
  async message(): Promise<TestMessage> {
    const message = await this.#until(() => this.messages[this.#taken]);
    this.#taken += 1;
    return message;
  }

  async text(): Promise<string> {
    return (await this.message()).data.toString();
  }

  async pinged(count: number): Promise<string[]> {
    return await this.#until(() => (this.pings.length >= count ? this.pings.slice(0, count) : undefined));
  }

  async close(code?: number, reason?: string): Promise<{ code: number; reason: string }> {
    this.socket.close(code, reason);
    return await this.ended();
  }

  async ended(): Promise<{ code: number; reason: string }> {
    while (!this.closed) await once(this.#progress, 'progress');
    return this.closed;
  }

  async #until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (this.closed) throw this.error ?? new Error(`Closed first with ${this.closed.code}`);
      await once(this.#progress, 'progress');
    }
  }
}
