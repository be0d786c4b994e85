// @ts-check
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, startProgram } from './program.mjs';

/** Those of the project, and those that only these set-ups need: `install.mjs` fetches them. */
const NODE_PATH = ['../../node_modules', 'packages/node_modules']
  .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
  .join(delimiter);

/**
 * @param {(port: number) => string} program a CommonJS module
 * @param {string} [path] of the WebSocket
 * @returns {Promise<import('./set-up.d.ts').Running>}
 */
export async function startNode(program, path = '/') {
  const port = await freePort();
  return startProgram(process.execPath, ['server.cjs'], {
    port,
    path,
    files: { 'server.cjs': program(port) },
    env: { NODE_PATH },
  });
}
