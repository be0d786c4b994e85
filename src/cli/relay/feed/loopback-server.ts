import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { isExtensionOrProgram } from './who-may-ask.ts';

/** Longest message that is taken, in bytes. */
const MAX_MESSAGE = 64 * 1024;

export interface Routes {
  /** The JSON to answer a GET of this path with; `undefined` for 404. */
  readonly get: (path: string) => unknown;
  /** Whether this path takes a WebSocket from who asks. */
  readonly takes: (path: string, request: IncomingMessage) => boolean;
  readonly opened: (path: string, socket: WebSocket) => void;
}

/** An HTTP and WebSocket server on 127.0.0.1 that no page can read from. */
export class LoopbackServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(routes: Routes) {
    const webSockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: MAX_MESSAGE,
    });
    this.#server = createServer((request, response) => answer(request, response, routes));
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('upgrade', (request, socket, head) => {
      const path = pathOf(request);
      if (!isExtensionOrProgram(request) || !routes.takes(path, request)) {
        return socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      }
      webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        // `ws` has closed it already; the other side's mistake is no fault of this one.
        webSocket.on('error', () => {});
        routes.opened(path, webSocket);
      });
    });
  }

  /** @throws the system's error, such as EADDRINUSE */
  static async listen(routes: Routes, port: number): Promise<LoopbackServer> {
    const server = new LoopbackServer(routes);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject);
      server.#server.listen({ port, host: '127.0.0.1', exclusive: true }, resolve);
    });
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

function answer(request: IncomingMessage, response: ServerResponse, { get }: Routes): void {
  const send = (status: number, body: unknown) => {
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    response.end(JSON.stringify(body));
  };
  if (!isExtensionOrProgram(request)) return send(403, { error: 'Only for the Socketscope extension.' });
  const found = request.method === 'GET' ? get(pathOf(request)) : undefined;
  return found === undefined ? send(404, { error: 'Not found.' }) : send(200, found);
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1).join('');
}
