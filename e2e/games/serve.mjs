// @ts-check
/** Serves the games on loopback: for `npm start`, for the tests, and by itself on port 8080. */
import { createReadStream, statSync } from 'node:fs';
import http from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
};

/**
 * @param {number} [port] 0 takes a free one
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export async function startGameServer(port = 0) {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/') return void response.writeHead(302, { Location: '/arena/' }).end();
    const path = fileOf(pathname);
    const type = path && TYPES[extname(path)];
    if (!path || !type)
      return void response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
    createReadStream(path).pipe(response);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param {string} pathname @returns {string | null} a file below the games, whatever the path says */
function fileOf(pathname) {
  let path;
  try {
    path = normalize(join(root, decodeURIComponent(pathname)));
  } catch {
    // Not a path at all: a percent sign that encodes nothing.
    return null;
  }
  if (!path.startsWith(root) && path + sep !== root) return null;
  const file = path.endsWith(sep) ? join(path, 'index.html') : path;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startGameServer(8080);
  console.log(`The games are at ${url}`);
}
