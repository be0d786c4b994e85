import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** How long a client may take to close its side after the answer, in milliseconds. */
const LINGER = 5000;

/** Writes an HTTP response with a text body in place of a 101, and ends the connection. */
export function refuse(
  socket: Socket,
  transport: Duplex,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const reason = STATUS_CODES[status] ?? 'Unassigned';
  // RFC 9110 §6.4.1: these two have no content.
  const body = status === 204 || status === 304 ? '' : `${text}\n`;
  const fields = {
    Connection: 'close',
    ...(body && { 'Content-Type': 'text/plain; charset=utf-8' }),
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  transport.write(`HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n${body}`);
  end(socket, transport);
}

/**
 * Ends the server's side and reads on until the client ends its own: destroying a socket with unread bytes sends a
 * reset, which can overtake the answer.
 */
export function end(socket: Socket, transport: Duplex = socket): void {
  transport.end();
  transport.resume();
  socket.setTimeout(LINGER, () => socket.destroy());
}
