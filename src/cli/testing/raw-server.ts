import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { acceptFor } from '../../diagnosis/witnesses/response-check.ts';

/** One request as it came, and the connection to answer it on by any bytes at all. */
export interface RawRequest {
  readonly head: string;
  /** `Sec-WebSocket-Accept` for its key. */
  readonly accept: string;
  readonly isHandshake: boolean;
  readonly socket: Socket;
}

/** A TCP server for one test, on 127.0.0.1. Returns its port. */
export async function rawServer(answer: (request: RawRequest) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // Clients leave as soon as they have seen enough.
    socket.on('error', () => {});
    let head = '';
    socket.on('data', (chunk) => {
      // Few servers wait for the rest of a TLS ClientHello (RFC 8446 §5.1, content type 22).
      if (head === '' && chunk[0] === 22) socket.destroy();
      const isAnswered = head.includes('\r\n\r\n');
      head += chunk.toString('latin1');
      if (isAnswered || !head.includes('\r\n\r\n')) return;
      const [, key = ''] = /^Sec-WebSocket-Key: (.*)$/im.exec(head) ?? [];
      answer({ head, accept: acceptFor(key.trim()), isHandshake: key !== '', socket });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A right answer, and the header lines given. */
export function switching(accept: string, more = ''): string {
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${more}\r\n`;
}
