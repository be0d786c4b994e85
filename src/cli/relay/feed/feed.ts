import type { WebSocket } from 'ws';
import { encodeWireBatch } from '../../../bridge/wire-batch-bytes.ts';
import { parseFeedCommand } from '../../../bridge/wire-event-schema.ts';
import type { Reader, WireLog } from '../../../wire/wire-log.ts';
import { LoopbackServer } from './loopback-server.ts';

/** Extensions' surfaces that may listen to one relay at once. */
const MAX_LISTENERS = 32;

/** Serves what a relay has seen, to whoever pulls it. */
export class Feed {
  readonly url: string;
  readonly #server: LoopbackServer;

  private constructor(server: LoopbackServer) {
    this.#server = server;
    this.url = `ws://127.0.0.1:${server.port}/feed`;
  }

  static async start(log: WireLog): Promise<Feed> {
    let listeners = 0;
    const server = await LoopbackServer.listen(
      {
        get: () => undefined,
        takes: (path) => path === '/feed' && listeners < MAX_LISTENERS,
        opened: (_, socket) => {
          listeners++;
          socket.once('close', () => listeners--);
          serve(socket, log);
        },
      },
      0,
    );
    return new Feed(server);
  }

  close(): Promise<void> {
    return this.#server.close();
  }
}

/** One batch for each `ready`, as soon as there is anything. */
function serve(socket: WebSocket, log: WireLog): void {
  const reader: Reader = { cursor: { event: 0, frame: 0 }, hasGap: false };
  let stopWaiting = () => {};
  const send = () => {
    if (socket.readyState !== socket.OPEN) return;
    const batch = log.read(reader);
    if (batch) socket.send(encodeWireBatch(batch));
    // After what else has come by now, so that a batch holds all of it.
    else stopWaiting = log.wait(() => setImmediate(send));
  };
  socket.on('message', (data) => {
    const command = parseFeedCommand((data as Buffer).toString());
    if (!command) return socket.close(4000, 'not understood');
    stopWaiting();
    reader.cursor = command.cursor;
    send();
  });
  socket.once('close', () => stopWaiting());
}
