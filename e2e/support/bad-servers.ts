import http from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { WebSocketServer } from 'ws';

/** Servers that are no echo servers: each answers plain HTTP and opening handshakes alike. */
export interface BadServers {
  /** Answers every request with this status. @returns its port */
  answering(status: number, headers?: Readonly<Record<string, string>>): Promise<number>;
  /** Does this with every TCP connection once the client has said something. @returns its port */
  tcp(answer: (socket: Socket) => void): Promise<number>;
  /** Opens only for clients that offer this subprotocol. @returns its port */
  requiring(protocol: string): Promise<number>;
  /** Opens only for pages of this origin. @returns its port */
  allowing(isAllowed: (origin: string) => boolean): Promise<number>;
  close(): Promise<void>;
}

export function startBadServers(): BadServers {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      // Whether the client minds is what the test looks at.
      socket.on('error', () => socket.destroy());
      socket.once('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const webSockets = (options: ConstructorParameters<typeof WebSocketServer>[0]): Promise<number> => {
    const server = http.createServer((_, response) => response.writeHead(426).end());
    new WebSocketServer({ server, ...options });
    return listen(server);
  };
  return {
    answering: (status, headers = {}) =>
      listen(http.createServer((_, response) => response.writeHead(status, headers).end('no socket here'))),
    tcp: (answer) => listen(createServer((socket) => socket.once('data', () => answer(socket)))),
    requiring: (protocol) =>
      webSockets({
        handleProtocols: (offered) => offered.has(protocol) && protocol,
        verifyClient: ({ req }: { req: http.IncomingMessage }) =>
          (req.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/).includes(protocol),
      }),
    allowing: (isAllowed) =>
      webSockets({
        verifyClient: (
          { origin }: { origin: string },
          answer: (isAllowed: boolean, status: number) => void,
        ) => answer(isAllowed(origin), 403),
      }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
