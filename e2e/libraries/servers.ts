import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Aedes } from 'aedes';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { Server as SocketIoServer } from 'socket.io';
import { createWebSocketStream, WebSocketServer } from 'ws';

interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface ServerOptions {
  /** Milliseconds between the heartbeats of Socket.IO. */
  readonly pingInterval?: number;
}

/** Starts a server on an HTTP server. @returns how to end it */
type Start = (server: http.Server, options: ServerOptions) => Promise<() => unknown> | (() => unknown);

/** The other end of each client library: its own server, or what little of one a conversation needs. */
const servers: Readonly<Record<string, Start>> = {
  'Socket.IO': (server, { pingInterval = 25_000 }) => {
    const io = new SocketIoServer(server, { pingInterval });
    io.on('connection', (socket) => {
      socket.on('echo', (text: string, bytes: Buffer, answer: (echo: unknown) => void) => {
        answer([text, bytes]);
      });
    });
    return () => io.close();
  },

  MQTT: async (server) => {
    const broker = await Aedes.createBroker();
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => broker.handle(createWebSocketStream(socket)));
    return () => broker.close();
  },

  STOMP: (server) => {
    const sockets = new WebSocketServer({ server, handleProtocols: () => 'v12.stomp' });
    sockets.on('connection', (socket) => {
      let subscription = '';
      socket.on('message', (data: Buffer) => {
        const [head = '', body = ''] = data.toString().split('\n\n');
        const header = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(head)?.[1] ?? '';
        const send = (command: string, fields: string, text = '') =>
          socket.send(`${command}\n${fields}\n\n${text}\0`);
        if (head.startsWith('CONNECT')) send('CONNECTED', 'version:1.2\nheart-beat:0,0');
        else if (head.startsWith('SUBSCRIBE')) subscription = header('id');
        else if (head.startsWith('SEND'))
          send(
            'MESSAGE',
            `subscription:${subscription}\nmessage-id:1\ndestination:${header('destination')}`,
            body.replace(/\0.*/s, ''),
          );
        else if (head.startsWith('DISCONNECT')) send('RECEIPT', `receipt-id:${header('receipt')}`);
      });
    });
    return () => sockets.close();
  },

  Phoenix: (server) => {
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => {
      socket.on('message', (data: Buffer) => {
        const [joinRef, ref, topic, , payload] = JSON.parse(data.toString()) as unknown[];
        socket.send(
          JSON.stringify([joinRef, ref, topic, 'phx_reply', { status: 'ok', response: { payload } }]),
        );
      });
    });
    return () => sockets.close();
  },

  'reconnecting-websocket': (server) => {
    const sockets = new WebSocketServer({ server });
    let connections = 0;
    sockets.on('connection', (socket) => {
      const isSecond = ++connections % 2 === 0;
      socket.on('message', () => {
        socket.send(isSecond ? 'second' : 'first');
        if (!isSecond) socket.close(1012, 'restart');
      });
    });
    return () => sockets.close();
  },

  'graphql-ws': (server) => {
    const schema = buildSchema('type Query { echo(text: String): String }');
    const sockets = new WebSocketServer({ server });
    const running = useServer(
      { schema, roots: { query: { echo: ({ text }: { text: string }) => text } } },
      sockets,
    );
    return () => running.dispose();
  },
};

/** The names of the libraries. */
export const libraries = Object.keys(servers);

export async function startServerOf(library: string, options: ServerOptions = {}): Promise<RunningServer> {
  const server = http.createServer();
  const end = await servers[library]?.(server, options);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      await end?.();
      server.closeAllConnections();
      server.close();
    },
  };
}
