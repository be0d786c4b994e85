import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
let folder = '';

/** What somebody's game has who has just installed the package, with no network and nothing else. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'socketscope-game-'));
  await run('npm', ['pack', '--pack-destination', folder, '--loglevel=error'], { cwd: root });
  const [archive = ''] = await readdir(folder);
  await writeFile(join(folder, 'package.json'), '{"name":"game","private":true,"type":"module"}');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${archive}`], { cwd: folder });
}, 180_000);
afterAll(() => rm(folder, { recursive: true }));

/** The first line that a command of the package prints. */
function firstLine(...args: string[]): Promise<string> {
  const child = spawn('npx', ['--offline', 'socketscope', ...args], { cwd: folder, detached: true });
  onTestFinished(() => {
    // npx does not pass a signal on: its whole group is ended.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().split('\n', 1).join('')));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`exit ${code}: ${said}`)));
  });
}

describe('the package in an empty folder', () => {
  it('is one file that needs no other package', async () => {
    expect(await readdir(join(folder, 'node_modules'))).toEqual([
      '.bin',
      '.package-lock.json',
      'socketscope',
    ]);
    const files = await readdir(join(folder, 'node_modules/socketscope/dist'), { recursive: true });
    expect(files.filter((name) => /\.m?js$/.test(name))).toEqual(['cli/socketscope.mjs']);
  });

  it('runs by npx', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    const { stdout } = await run('npx', ['--offline', 'socketscope', '--version'], { cwd: folder });
    expect(stdout.trim()).toBe(version);
    expect(await firstLine('echo', '--listen', '0')).toMatch(/^listening on ws:\/\/localhost:\d+$/);
    const relay = ['relay', '--target', 'ws://localhost:1', '--listen', '0', '--no-discovery'];
    expect(await firstLine(...relay)).toMatch(/^listening on ws:\/\/localhost:\d+$/);
  }, 60_000);

  it('starts an echo server and a relay in the tests of a game', async () => {
    const script = `
      import { startEchoServer, startRelay } from 'socketscope';
      const server = await startEchoServer({ listen: ['0,subprotocol=omit'] });
      const relay = await startRelay({
        target: server.listeners[0].url, listen: 0, repair: 'subprotocol', discovery: false,
      });
      const net = await import('node:net');
      const socket = net.connect(relay.port, '127.0.0.1');
      socket.write('GET / HTTP/1.1\\r\\nHost: a\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n' +
        'Sec-WebSocket-Version: 13\\r\\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\n' +
        'Sec-WebSocket-Protocol: binary\\r\\n\\r\\n');
      for await (const entry of relay.entries()) {
        if (entry.type !== 'open') continue;
        console.log(entry.protocol);
        break;
      }
      socket.destroy();
      await relay.close();
      await server.close();
    `;
    await writeFile(join(folder, 'game.test.mjs'), script);
    const { stdout } = await run('node', ['game.test.mjs'], { cwd: folder, timeout: 20_000 });
    expect(stdout.trim()).toBe('binary');
  }, 30_000);

  it('is typed', async () => {
    const script = `
      import { startEchoServer, startRelay, type RecordedFrame, type RunningRelay } from 'socketscope';
      const server = await startEchoServer({ listen: ['0'], log: ({ outcome }) => console.log(outcome) });
      const relay: RunningRelay = await startRelay({ target: server.listeners[0]?.url ?? '' });
      const frames: RecordedFrame[] = [];
      for await (const entry of relay.entries()) if (entry.type === 'frame') frames.push(entry);
      // @ts-expect-error: it has no such option
      await startRelay({ target: 'ws://a', lsten: 1 });
      export const port: number = relay.port;
    `;
    await writeFile(join(folder, 'game.ts'), script);
    const types = join(root, 'node_modules/@types');
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2023'];
    await run('node', [tsc, ...options, '--typeRoots', types, '--types', 'node', 'game.ts'], { cwd: folder });
  }, 60_000);
});
