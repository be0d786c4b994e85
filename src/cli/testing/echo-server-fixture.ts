import { afterAll, beforeAll } from 'vitest';
import type { ClientOptions } from 'ws';
import { type RunningEchoServer, startEchoServer } from '../echo-server.ts';
import { RawClient } from './raw-client.ts';
import { TestClient } from './test-client.ts';

/** An echo server for the tests of one file, on a port of its own. */
export class EchoServerFixture {
  readonly log: string[] = [];
  readonly #raw: RawClient[] = [];
  #server: RunningEchoServer | undefined;

  constructor(settings = '') {
    beforeAll(async () => {
      const listen = [settings ? `0,${settings}` : '0'];
      this.#server = await startEchoServer({ listen, log: ({ outcome }) => this.log.push(outcome) });
    });
    afterAll(async () => {
      for (const client of this.#raw) client.socket.destroy();
      await this.#server?.close();
    });
  }

  get port(): number {
    const port = this.#server?.listeners[0]?.port;
    if (port === undefined) throw new Error('The echo server does not run yet');
    return port;
  }

  /** A TCP connection on which nothing was sent yet. */
  connect(): RawClient {
    const client = new RawClient(this.port);
    this.#raw.push(client);
    return client;
  }

  /** Sends a valid opening handshake over raw TCP. */
  handshake(query = '', fields: readonly string[] = []): RawClient {
    const client = this.connect();
    client.sendHandshake(`/?${query}`, fields);
    return client;
  }

  client(query = '', protocols: string[] = [], options: ClientOptions = {}): TestClient {
    return new TestClient(`ws://127.0.0.1:${this.port}/?${query}`, protocols, options);
  }
}
