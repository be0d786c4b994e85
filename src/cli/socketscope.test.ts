import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { CommandLine, line } from './testing/command-line.ts';
import { TestClient } from './testing/test-client.ts';

const commandLine = new CommandLine();
const socketscope = (...args: string[]) => commandLine.run(...args);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test.each(['SIGINT', 'SIGTERM'] as const)('serves its listeners until %s', async (signal) => {
  const [good, omitting] = [await freePort(), await freePort()];
  const run = socketscope('echo', '--listen', String(good), '--listen', `${omitting},subprotocol=omit`);
  expect(await line(run)).toBe(`listening on ws://localhost:${good}`);
  expect(await line(run)).toBe(`listening on ws://localhost:${omitting}`);
  expect(await line(run)).toBe('  with subprotocol=omit');

  const client = await new TestClient(`ws://localhost:${good}/game`, ['binary'], {}).open();
  client.socket.send('hello');
  expect(await client.text()).toBe('hello');
  const refused = new TestClient(`ws://localhost:${omitting}`, ['binary'], {});
  await refused.ended();
  expect(refused.error?.message).toBe('Server sent no subprotocol');

  run.process.kill(signal);
  expect((await client.ended()).code).toBe(1001);
  expect(await run.exit).toBe(0);
  expect(await run.stderr).toMatch(
    /^[\d:.]{12} \/game · binary → 101 subprotocol "binary"\n[\d:.]{12} \/ · binary → 101 without a subprotocol\n$/,
  );
});

test('floods a client that reads late, from the bundle', async () => {
  const port = await freePort();
  const run = socketscope('echo', '--listen', String(port), '--quiet');
  await line(run);
  const client = new TestClient(
    `ws://localhost:${port}/?flood=300&size=1000000&close=1000&compress=1`,
    [],
    {},
  );
  await client.message();
  client.socket.pause();
  const other = await new TestClient(`ws://localhost:${port}/`, [], {}).open();
  other.socket.send('served meanwhile');
  await other.text();
  client.socket.resume();
  expect((await client.ended()).code).toBe(1000);
  expect(client.messages.map(({ data }) => data.readUInt32BE())).toEqual(
    Array.from({ length: 300 }, (_, number) => number),
  );
  run.process.kill();
  expect(await run.stderr).toBe('');
});

test('says that a port is in use and exits with 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const run = socketscope('echo', '--listen', String(port));
  expect(await run.exit).toBe(1);
  expect(await run.stderr).toMatch(new RegExp(`^Port ${port} is already in use\\. .*--listen \\d+\n$`));
});

test.each([
  [[], /^No command\.\n\nUsage: socketscope/],
  [['ecko'], /^Unknown command "ecko"\.\n\nUsage: socketscope/],
  [['--listen', '9999'], /^Unknown command "--listen"/],
  [['echo', '--lisen', '9999'], /^Unknown option '--lisen'.*\n\nUsage: socketscope echo/s],
  [['echo', '9999'], /^Unexpected argument '9999'/],
  [['echo', '--listen'], /--listen.*argument/],
  [['echo', '--listen', '0,acept=wrong'], /Unknown misbehaviour "acept"\. The known ones are: .*accept/],
  [['echo', '--listen', '0,accept=no'], /Bad value "no" for accept: expected wrong\|omit\./],
  [['echo', '--listen', '9', '--listen', '9'], /--listen 9 is given twice/],
])('refuses %j with a usage and 2', async (args, message) => {
  const run = socketscope(...args);
  expect(await run.exit).toBe(2);
  expect(await run.stderr).toMatch(message);
});

test.each([
  [['--version'], /^\d+\.\d+\.\d+$/],
  [['--help'], /^Usage: socketscope <command>/],
  [['echo', '--help'], /^Usage: socketscope echo/],
  [['doctor', '--help'], /^Usage: socketscope doctor/],
])('%j answers on stdout', async (args, firstLine) => {
  const run = socketscope(...args);
  expect(await line(run)).toMatch(firstLine);
  run.process.stdout?.resume();
  expect(await run.exit).toBe(0);
});
