// @ts-check
/** Starts a program of this machine and waits until its port answers. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../support/waiting.mjs';

/** How long a program may take to end when it is asked to, in milliseconds. */
const GRACE = 3_000;

/** @returns {Promise<number>} a port of 127.0.0.1 on which nobody listens */
export async function freePort() {
  const server = createServer();
  await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ port: number, path?: string, files?: Readonly<Record<string, string>>, env?: NodeJS.ProcessEnv }} options
 *   `files` are written into an empty working directory first
 * @returns {Promise<import('./set-up.d.ts').Running>}
 */
export async function startProgram(command, args, { port, path = '/', files = {}, env = {} }) {
  const cwd = await mkdtemp(join(tmpdir(), 'socketscope-server-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  let hasEnded = false;
  const ended = new Promise((resolve) => {
    const end = (/** @type {unknown} */ why) => {
      hasEnded = true;
      resolve(why);
    };
    child.once('exit', end);
    child.once('error', end);
  });
  const close = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE);
    await ended;
    clearTimeout(timer);
    await rm(cwd, { recursive: true, force: true });
  };
  try {
    await waitFor(`answer at port ${port}`, async () => {
      if (hasEnded) throw new Error(`${command} ended`);
      return canConnect(port);
    });
  } catch (error) {
    await close();
    throw new Error(`${command} ${args.join(' ')} did not start: ${output.slice(-2_000)}`, { cause: error });
  }
  return { url: `ws://127.0.0.1:${port}${path}`, close };
}

/** @param {number} port @returns {Promise<boolean>} */
function canConnect(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
