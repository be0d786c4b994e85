// @ts-check
/**
 * A WebSocket server in a thread of its own, so that it competes with the page for nothing but the second core. It
 * answers the first message on `/?frames=N&size=BYTES[&rate=FRAMES_PER_SECOND][&json=1]` with N frames encoded
 * beforehand, every message on `/?echo=1` with itself, and swallows everything on other URLs. The frames are binary and
 * alike, or with `json` the 100-byte texts of a game, of which one in a thousand is a join.
 */
import http from 'node:http';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';

/** Frames in one write. */
const BLOCK = 100;

/** @returns {Promise<number>} its port on 127.0.0.1 */
export function startFrameSource() {
  return new Promise((resolve) => new Worker(fileURLToPath(import.meta.url)).once('message', resolve));
}

/** @param {number} size */
function encodeFrame(size) {
  const header = size < 126 ? Buffer.from([0x82, size]) : Buffer.from([0x82, 126, size >> 8, size & 0xff]);
  return Buffer.concat([header, Buffer.alloc(size, 0x2a)]);
}

/** Blocks of JSON texts that follow each other. */
const JSON_BLOCKS = 100;

/** @param {number} block */
function encodeJson(block) {
  const frames = Array.from({ length: BLOCK }, (_, i) => {
    const number = block * BLOCK + i;
    const players = [{ id: number % 50, x: (number * 7) % 640, y: (number * 3) % 480 }];
    const text = JSON.stringify({
      op: number % 1000 === 500 ? 'join' : 'move',
      seq: number,
      players,
      name: '',
    });
    const whole = text.replace(/""}$/, `"${'abcdefghij'.repeat(10).slice(0, 100 - text.length)}"}`);
    return Buffer.concat([Buffer.from([0x81, whole.length]), Buffer.from(whole)]);
  });
  return Buffer.concat(frames);
}

/**
 * @param {import('ws').WebSocket} socket
 * @param {{ frames: number, size: number, rate: number, isJson: boolean }} options
 */
function flood(socket, { frames, size, rate, isJson }) {
  const raw = /** @type {{ _socket: import('node:net').Socket }} */ (/** @type {unknown} */ (socket))._socket;
  const blocks = isJson
    ? Array.from({ length: JSON_BLOCKS }, (_, i) => encodeJson(i))
    : [Buffer.concat(Array(BLOCK).fill(encodeFrame(size)))];
  const started = performance.now();
  let sent = 0;
  const next = () => {
    while (sent < frames) {
      if (rate > 0 && sent > ((performance.now() - started) / 1000) * rate) return void setTimeout(next, 2);
      const block = blocks[(sent / BLOCK) % blocks.length];
      sent += BLOCK;
      if (!raw.write(block ?? '')) return void raw.once('drain', next);
    }
  };
  next();
}

if (!isMainThread) {
  const server = http.createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>bench</title>');
  });
  new WebSocketServer({ server }).on('connection', (socket, request) => {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const [frames = 0, size = 100, rate = 0] = ['frames', 'size', 'rate'].map((name) =>
      Number(query.get(name) ?? 0),
    );
    const isJson = query.has('json');
    if (query.has('echo')) socket.on('message', (data) => socket.send(data));
    if (frames > 0) socket.once('message', () => flood(socket, { frames, size: size || 100, rate, isJson }));
  });
  server.listen(0, '127.0.0.1', () => {
    parentPort?.postMessage(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
  });
}
