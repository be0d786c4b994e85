import { onTestFinished, expect, test } from 'vitest';
import { startEchoServer } from '../echo-server.ts';
import { CommandLine, line } from '../testing/command-line.ts';
import { UsageError } from '../usage-error.ts';
import { parseSendOptions } from './send-options.ts';

const commandLine = new CommandLine();

async function echoUrl(settings = ''): Promise<string> {
  const server = await startEchoServer({ listen: ['0'] });
  onTestFinished(() => server.close());
  return `ws://127.0.0.1:${server.listeners[0]?.port}/${settings}`;
}

test('sends a text and prints what comes back', async () => {
  const run = commandLine.run(
    'send',
    await echoUrl(),
    '--protocol',
    'binary',
    '--text',
    'hi \u001b[2J',
    '--wait',
    '0.1',
  );
  expect(await line(run)).toBe('text 7 hi \\u001b[2J');
  expect(await run.exit).toBe(0);
  expect(await run.stderr).toBe('opened, subprotocol binary\nclosed, 1000\n');
});

test('sends bytes, also as a text', async () => {
  const url = await echoUrl();
  const binary = commandLine.run('send', url, '--hex', '00 01 ff', '--wait', '0.1');
  expect(await line(binary)).toBe('binary 3 00 01 ff');
  const text = commandLine.run('send', url, '--base64', 'YQpi', '--type', 'text', '--wait', '0.1');
  expect(await line(text)).toBe('text 3 a\\u000ab');
  expect([await binary.exit, await text.exit]).toEqual([0, 0]);
});

test('sends what it reads', async () => {
  const run = commandLine.run('send', await echoUrl(), '--file', '-', '--wait', '0.1');
  run.process.stdin?.end('from a pipe');
  expect(await line(run)).toBe('binary 11 66 72 6f 6d 20 61 20 70 69 70 65');
  expect(await run.exit).toBe(0);
});

test('says why it could not connect', async () => {
  const run = commandLine.run('send', await echoUrl('?status=403'), '--text', 'hi');
  expect(await run.exit).toBe(1);
  expect(await run.stderr).toContain('Unexpected server response: 403');
});

test('refuses arguments that it cannot understand', () => {
  const url = 'ws://localhost:9999';
  for (const args of [
    [],
    [url],
    [url, '--text', 'a', '--hex', '00'],
    [url, '--hex', '0'],
    [url, '--text', 'a', '--type', 'json'],
    [url, '--text', 'a', '--wait', '-1'],
    ['ftp://localhost', '--text', 'a'],
  ])
    expect(() => parseSendOptions(args), args.join(' ')).toThrow();
  expect(() => parseSendOptions([url, '--base64', '!'])).toThrow(UsageError);
});
