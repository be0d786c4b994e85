// @ts-check
import http from 'node:http';

/**
 * An HTTP server on a free port of 127.0.0.1.
 * @param {http.Server} [server]
 */
export async function listening(server = http.createServer()) {
  await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { server, port, close };
}

/**
 * Waits until something is true of what is recorded.
 * @param {() => boolean} condition
 */
export async function until(condition) {
  const end = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Never came true: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
