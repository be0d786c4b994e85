import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { replay } from '../../recording/replay.ts';
import { startEchoServer } from '../echo-server.ts';
import { CommandLine, line, type Run } from '../testing/command-line.ts';
import { TestClient } from '../testing/test-client.ts';

const commandLine = new CommandLine();
const relay = (...args: string[]) => commandLine.run('relay', '--no-discovery', '--listen', '0', ...args);

async function echoUrl(settings = ''): Promise<string> {
  const server = await startEchoServer({ listen: [`0${settings}`] });
  onTestFinished(() => server.close());
  return server.listeners[0]?.url ?? '';
}

async function end(run: Run): Promise<void> {
  run.process.kill('SIGTERM');
  expect(await run.exit).toBe(0);
}

/** Says hello through the relay at this URL and closes. */
async function visit(url: string, protocols: string[] = []): Promise<string> {
  const client = await new TestClient(url, protocols, {}).open();
  client.socket.send('hello');
  await client.text();
  await client.close(1000, 'bye');
  return client.socket.protocol;
}

describe('socketscope relay', () => {
  it('says where it listens, what it changes and what happens', async () => {
    const run = relay('--target', await echoUrl(',subprotocol=omit'), '--repair', 'subprotocol');
    const [, url = ''] = /^listening on (ws:\/\/localhost:\d+)$/.exec(await line(run)) ?? [];
    expect(await line(run)).toMatch(/^ {2}leads to ws:\/\/localhost:\d+\/$/);
    expect(await line(run)).toBe('  repairs the subprotocol');
    expect(await visit(url, ['binary'])).toBe('binary');
    await end(run);
    const told = (await run.stderr).replace(/^[\d:.]{12} /gm, '');
    expect(told).toContain('for development only');
    expect(told).toContain('#1 ↑ GET / HTTP/1.1\n');
    expect(told).toContain('✎ response: Sec-WebSocket-Protocol added, "binary" (repair-subprotocol)\n');
    expect(told).toContain('#1   open, subprotocol binary\n');
    expect(told).toMatch(/#1 ended, ↑ \d+ B ↓ \d+ B, ↑ close 1000 bye, ↓ close 1000 bye\n/);
  }, 30_000);

  it('says once that the record cannot be written, goes on relaying, and ends with 1', async () => {
    const run = relay('--target', await echoUrl(), '--record', '/dev/full', '--quiet');
    const url = /ws:\S+/.exec(await line(run))?.[0] ?? '';
    for (let i = 0; i < 3; i++) await visit(url);
    run.process.kill('SIGTERM');
    expect(await run.exit).toBe(1);
    expect(await run.stderr).toMatch(/^\/dev\/full: nothing more is written, the relay goes on: ENOSPC.*\n$/);
  }, 30_000);

  it('ends in silence when nobody reads its JSON any more', async () => {
    const run = relay('--target', await echoUrl(), '--json', '--quiet');
    const { relay: head } = JSON.parse(await line(run)) as { relay: { url: string } };
    run.process.stdout?.destroy();
    await visit(head.url).catch(() => 'broken off');
    expect(await run.exit).toBe(0);
    expect(await run.stderr).toBe('');
  }, 30_000);

  it('records to a file and writes the same to stdout, and nothing else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'socketscope-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'session.jsonl');
    const run = relay('--target', await echoUrl(), '--record', file, '--json', '--quiet');
    const lines = [await line(run)];
    await visit((JSON.parse(lines[0] ?? '') as { relay: { url: string } }).relay.url);
    while (!lines.at(-1)?.includes('"type":"ended"')) lines.push(await line(run));
    await end(run);
    expect(await run.stderr).toBe('');
    const text = await readFile(file, 'utf8');
    expect(text).toBe(lines.map((one) => `${one}\n`).join(''));
    const replayed = replay(text);
    if (!replayed.ok) throw new Error(replayed.why);
    const frames = replayed.value.batches.flatMap(({ chunks }) => chunks);
    expect(frames.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  }, 30_000);

  it('says why it cannot start', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const target = ['--target', 'ws://localhost:1'];
    for (const [args, code, why] of [
      [[], 2, 'No --target.'],
      [['--target', 'localhost:9999'], 2, 'The scheme of a WebSocket is ws or wss'],
      [[...target, '--listen', String(port)], 1, `Port ${port} is already in use.`],
      [[...target, '--record', '/nowhere/x.jsonl'], 1, 'ENOENT'],
      [[...target, '--loud'], 2, "Unknown option '--loud'"],
    ] as const) {
      const run = commandLine.run('relay', '--no-discovery', ...args);
      expect([await run.exit, await run.stderr]).toEqual([code, expect.stringContaining(why)]);
    }
  }, 30_000);

  it('warns that others can reach it', async () => {
    const run = commandLine.run(
      'relay',
      '--no-discovery',
      '--listen',
      '0.0.0.0:0',
      '--target',
      'ws://localhost:1',
    );
    const [, port = ''] = /^listening on ws:\/\/0\.0\.0\.0:(\d+)$/.exec(await line(run)) ?? [];
    await end(run);
    expect(await run.stderr).toContain(`Whoever can reach ws://0.0.0.0:${port} can use this relay.`);
  }, 30_000);

  it('tells a target whose certificate nobody knows, and takes it when told', async () => {
    const target = ['--target', await echoUrl(',tls=1')];
    const strict = relay(...target);
    const [, url = ''] = /^listening on (.*)$/.exec(await line(strict)) ?? [];
    const refused = new TestClient(url, [], {});
    await refused.ended();
    expect(refused.error?.message).toBe('Unexpected server response: 502');
    await end(strict);
    expect(await strict.stderr).toContain(
      'the target cannot be reached: The certificate is not signed by a known authority',
    );
    const lax = relay(...target, '--insecure');
    const [, insecure = ''] = /^listening on (.*)$/.exec(await line(lax)) ?? [];
    await visit(insecure);
    await end(lax);
    expect(await lax.stderr).toContain('Certificates of the target are not checked.');
  }, 30_000);
});
