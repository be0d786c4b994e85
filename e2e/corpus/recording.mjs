// @ts-check
/** Stands between a real client and its real server, and notes every message that passes. */
import { createServer, request } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

/**
 * A message as a fixture has it: text as it is, bytes as hex.
 * @typedef {{ sent: boolean, text: string } | { sent: boolean, hex: string }} RecordedFrame
 */

/**
 * What one WebSocket carried.
 * @typedef {{ path: string, subprotocol: string, frames: RecordedFrame[] }} RecordedConnection
 */

/**
 * @param {number} port of the server on 127.0.0.1
 * @returns {Promise<{ port: number, connections: RecordedConnection[], close: () => void }>}
 */
export async function record(port) {
  /** @type {RecordedConnection[]} */
  const connections = [];
  // Clients that first ask by plain HTTP, as Colyseus' for a seat, are answered by the server too.
  const relay = createServer((incoming, response) => {
    const { url: path, method, headers } = incoming;
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(outgoing);
  });
  const sockets = new WebSocketServer({ noServer: true });
  relay.on('upgrade', (incoming, stream, head) => {
    const offered = incoming.headers['sec-websocket-protocol']?.split(/\s*,\s*/) ?? [];
    const server = new WebSocket(`ws://127.0.0.1:${port}${incoming.url}`, offered);
    server.once('upgrade', ({ headers }) => {
      incoming.headers['sec-websocket-protocol'] = headers['sec-websocket-protocol'];
      if (!headers['sec-websocket-protocol']) delete incoming.headers['sec-websocket-protocol'];
    });
    /** @type {RecordedFrame[]} */
    const frames = [];
    /** @type {[Buffer, boolean][]} */
    const early = [];
    const note = (/** @type {boolean} */ sent, /** @type {Buffer} */ data, /** @type {boolean} */ isBinary) =>
      frames.push(isBinary ? { sent, hex: data.toString('hex') } : { sent, text: data.toString() });
    server.on('message', (/** @type {Buffer} */ data, isBinary) => early.push([data, isBinary]));
    server.once('open', () => {
      connections.push({
        path: incoming.url ?? '',
        subprotocol: server.protocol,
        frames,
      });
      sockets.handleUpgrade(incoming, stream, head, (client) => {
        const receive = (/** @type {Buffer} */ data, /** @type {boolean} */ isBinary) => {
          note(false, data, isBinary);
          client.send(data, { binary: isBinary });
        };
        for (const [data, isBinary] of early) receive(data, isBinary);
        server.removeAllListeners('message');
        server.on('message', receive);
        server.on('close', () => client.close());
        client.on('message', (/** @type {Buffer} */ data, isBinary) => {
          note(true, data, isBinary);
          server.send(data, { binary: isBinary });
        });
        client.on('close', () => server.close());
      });
    });
  });
  await /** @type {Promise<void>} */ (new Promise((resolve) => relay.listen(0, '127.0.0.1', resolve)));
  const { port: own } = /** @type {import('node:net').AddressInfo} */ (relay.address());
  return {
    port: own,
    connections,
    close: () => {
      for (const client of sockets.clients) client.terminate();
      relay.closeAllConnections();
      relay.close();
    },
  };
}
