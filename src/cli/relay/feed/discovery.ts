import { WebSocket } from 'ws';
import { FEED_VERSION, type RelayInfo, type RelayList } from '../../../bridge/relay-feed.ts';
import { parseRelayInfo } from '../../../bridge/wire-event-schema.ts';
import { LoopbackServer } from './loopback-server.ts';
import { isProgram } from './who-may-ask.ts';

/** How long a relay waits before it tries again to be found, in milliseconds. */
const RETRY = 1000;
/** Relays that one may list. */
const MAX_RELAYS = 256;

/**
 * Makes a relay known at the one port where extensions look. The first relay owns that port and lists the others,
 * which stay connected to it; when it goes, each of them tries to take its place.
 */
export class Discovery {
  readonly #info: RelayInfo;
  readonly #port: number;
  #server: LoopbackServer | null = null;
  #registration: WebSocket | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  readonly #others = new Map<WebSocket, RelayInfo>();

  private constructor(info: RelayInfo, port: number) {
    this.#info = info;
    this.#port = port;
  }

  /** Resolves once the first try is over; whether or not it led to anything, it is tried again. */
  static async start(info: RelayInfo, port: number): Promise<Discovery> {
    const discovery = new Discovery(info, port);
    await discovery.#join();
    return discovery;
  }

  /** Whether the relay is in the list that extensions get. */
  get isKnown(): boolean {
    return this.#server !== null || this.#registration !== null;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#registration?.terminate();
    await this.#server?.close();
  }

  async #join(): Promise<void> {
    try {
      const server = await LoopbackServer.listen(
        {
          get: (path) => (path === '/relays' ? this.#list() : undefined),
          takes: (path, request) =>
            path === '/register' && isProgram(request) && this.#others.size < MAX_RELAYS - 1,
          opened: (_, socket) => this.#registers(socket),
        },
        this.#port,
      );
      if (this.#isClosed) return await server.close();
      this.#server = server;
    } catch {
      // Somebody has the port: another relay, most likely.
      await this.#register();
    }
  }

  #list(): RelayList {
    return { version: FEED_VERSION, relays: [this.#info, ...this.#others.values()] };
  }

  #registers(socket: WebSocket): void {
    socket.on('message', (data) => {
      const info = parseRelayInfo((data as Buffer).toString());
      if (!info) return socket.close(4000, 'not understood');
      this.#others.set(socket, info);
      socket.send('listed');
    });
    socket.once('close', () => this.#others.delete(socket));
  }

  /** Resolves when the owner has listed this relay, or did not. */
  #register(): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.#port}/register`, {
      perMessageDeflate: false,
      handshakeTimeout: RETRY,
    });
    return new Promise((resolve) => {
      socket.on('open', () => socket.send(JSON.stringify(this.#info)));
      socket.on('message', () => {
        this.#registration = socket;
        resolve();
      });
      // Whoever has the port is no relay, or goes this moment: `close` follows.
      socket.on('error', () => {});
      socket.on('close', () => {
        const wasKnown = this.#registration !== null;
        this.#registration = null;
        if (!this.#isClosed) this.#later(wasKnown ? Math.random() * (RETRY / 5) : RETRY);
        resolve();
      });
    });
  }

  #later(delay: number): void {
    this.#timer = setTimeout(() => void this.#join(), delay);
  }
}
