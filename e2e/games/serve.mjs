// @ts-check
/** Serves the games on loopback: for `npm start`, for the tests, and by itself on port 8080. */
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { extname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));

/** What is served at all; sources and scripts for the shell are not. @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * @param {number} [port] 0 takes a free one
 * @returns {Promise<{ url: string, close(): Promise<void> }>} `url` has no slash at its end
 * @throws the system's `EADDRINUSE` for a port that is taken
 */
export async function startGameServer(port = 0) {
  const server = http.createServer((request, response) => {
    answer(request).then(
      ({ status, headers, body }) =>
        response.writeHead(status, { 'Cache-Control': 'no-store', ...headers }).end(body),
      (error) => response.writeHead(500, { 'Content-Type': 'text/plain' }).end(`${error}\n`),
    );
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

const NOT_FOUND = { status: 404, headers: { 'Content-Type': 'text/plain' }, body: 'Not found\n' };

/**
 * @param {http.IncomingMessage} request
 * @returns {Promise<{ status: number, headers: Record<string, string>, body: string | Buffer }>}
 */
async function answer({ method, url = '/' }) {
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, headers: { Allow: 'GET, HEAD' }, body: '' };
  }
  const path = pathOf(url);
  if (path === null) return NOT_FOUND;
  if (path === '/') return { status: 302, headers: { Location: '/arena/' }, body: '' };
  const file = path.endsWith('/') ? `${path}index.html` : path;
  const type = TYPES[extname(file)];
  // A page without its slash would look for its scripts one folder too high.
  if (extname(file) === '') return { status: 302, headers: { Location: `${path}/` }, body: '' };
  if (type === undefined) return NOT_FOUND;
  try {
    return { status: 200, headers: { 'Content-Type': type }, body: await readFile(join(root, file)) };
  } catch (error) {
    if (isMissing(error)) return NOT_FOUND;
    throw error;
  }
}

/** @param {string} target of the request @returns {string | null} an absolute path that climbs nowhere, else null */
function pathOf(target) {
  const path = target.replace(/[?#].*$/, '');
  return /^\/(?:[\w-][\w.-]*\/)*(?:[\w-][\w.-]*)?$/.test(path) ? path : null;
}

/** @param {unknown} error */
function isMissing(error) {
  return (
    error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(error.code))
  );
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { url } = await startGameServer(8080);
    console.log(`The games are at ${url}`);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    console.error(isTaken ? 'Port 8080 is taken. End the program that listens there, and try again.' : error);
    process.exitCode = 1;
  }
}
