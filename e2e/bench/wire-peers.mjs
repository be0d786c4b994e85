// @ts-check
/** Two ends of a WebSocket that cost next to nothing: frames encoded beforehand, bytes counted. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const REQUEST =
  'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
const ANSWER =
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n';
const KEY = [0x12, 0x34, 0x56, 0x78];

/** One binary frame. @param {number} size of its payload, in bytes @param {boolean} masked */
function frame(size, masked) {
  const head = Buffer.alloc(size < 126 ? 2 : 4);
  head[0] = 0x82;
  head[1] = (masked ? 0x80 : 0) | (size < 126 ? size : 126);
  if (size >= 126) head.writeUInt16BE(size, 2);
  const payload = Buffer.alloc(size, 'some bytes of a game ');
  if (!masked) return Buffer.concat([head, payload]);
  for (let i = 0; i < size; i++) payload[i] = (payload[i] ?? 0) ^ (KEY[i % 4] ?? 0);
  return Buffer.concat([head, Buffer.from(KEY), payload]);
}

/** @param {import('node:net').Socket} socket @param {number} count bytes to wait for */
function receive(socket, count) {
  let left = count;
  return new Promise((resolve) => {
    /** @param {Buffer} bytes */
    const take = (bytes) => {
      left -= bytes.length;
      if (left > 0) return;
      socket.off('data', take);
      resolve(undefined);
    };
    socket.on('data', take);
  });
}

/** A server for one connection after the other. */
export async function startServer() {
  const server = createServer({ noDelay: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

/** Both ends of a connection that is open, by way of a port. @param {import('node:net').Server} server @param {number} port */
export async function openThrough(server, port) {
  const accepted = once(server, 'connection');
  const client = connect({ port, host: '127.0.0.1', noDelay: true });
  const [end] = await accepted;
  const requested = receive(end, REQUEST.length);
  client.write(REQUEST);
  await requested;
  const answered = receive(client, ANSWER.length);
  end.write(ANSWER);
  await answered;
  return { client, server: /** @type {import('node:net').Socket} */ (end) };
}

/**
 * Sends frames as fast as the other end takes them.
 * @param {import('node:net').Socket} from @param {import('node:net').Socket} to
 * @param {{ frames: number, size: number, masked: boolean }} what
 * @returns {Promise<number>} seconds until the last byte was there
 */
export async function flood(from, to, { frames, size, masked }) {
  const one = frame(size, masked);
  const many = Math.max(1, Math.floor(65_536 / one.length));
  const block = Buffer.concat(Array.from({ length: many }, () => one));
  const all = receive(to, frames * one.length);
  const began = performance.now();
  for (let left = frames; left > 0; left -= many) {
    const bytes = left >= many ? block : block.subarray(0, left * one.length);
    if (!from.write(bytes)) await once(from, 'drain');
  }
  await all;
  return (performance.now() - began) / 1000;
}

/**
 * Sends a frame at a steady rate, each of which comes back.
 * @param {import('node:net').Socket} client @param {import('node:net').Socket} server
 * @param {{ rate: number, frames: number }} how
 * @returns {Promise<number[]>} milliseconds until each was back
 */
export async function roundTrips(client, server, { rate, frames }) {
  const one = frame(100, true);
  /** @param {Buffer} bytes */
  const echo = (bytes) => void server.write(bytes);
  server.on('data', echo);
  const sent = new Float64Array(frames);
  /** @type {number[]} */
  const took = [];
  let came = 0;
  const all = new Promise((resolve) => {
    client.on('data', (bytes) => {
      came += bytes.length;
      const now = performance.now();
      while ((took.length + 1) * one.length <= came) took.push(now - (sent[took.length] ?? 0));
      if (took.length === frames) resolve(undefined);
    });
  });
  const began = performance.now();
  for (let i = 0; i < frames; i++) {
    const due = began + (i * 1000) / rate;
    while (performance.now() < due) await new Promise((resolve) => setImmediate(resolve));
    sent[i] = performance.now();
    client.write(one);
  }
  await all;
  server.off('data', echo);
  return took;
}
