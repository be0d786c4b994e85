import { text } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import { clients } from '../../diagnosis/clients/registry.ts';
import { CommandLine, type Run } from '../testing/command-line.ts';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';
import { rawServer } from '../testing/raw-server.ts';

// Many connections, or processes, one after the other: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 20_000 });

const commandLine = new CommandLine();
const echo = new EchoServerFixture();

function doctor(query: string, ...args: string[]): Run {
  return commandLine.run('doctor', `ws://127.0.0.1:${echo.port}/?${query}`, ...args);
}

async function stdout({ process }: Run): Promise<string> {
  return process.stdout ? await text(process.stdout) : '';
}

async function json(run: Run) {
  const [out, code, err] = await Promise.all([stdout(run), run.exit, run.stderr]);
  expect(err).toBe('');
  return { code, report: JSON.parse(out) as Readonly<Record<string, unknown>> };
}

describe('--json', () => {
  test('a good server: exit 0, no cause, every client connects', async () => {
    const { code, report } = await json(doctor('', '--protocol', 'chat', '--json'));
    expect(code).toBe(0);
    expect(report).toMatchObject({
      url: `ws://127.0.0.1:${echo.port}/?`,
      verdict: { cause: null, evidence: [], fix: null },
      clients: clients.map(({ id }) => ({ client: id, connects: true, cause: null })),
    });
    expect(report['offers']).toEqual([
      { protocols: ['chat'], outcome: 'open', selected: 'chat' },
      { protocols: ['binary'], outcome: 'open', selected: 'binary' },
      { protocols: [], outcome: 'open', selected: null },
      { protocols: [''], outcome: 'open', selected: null },
      { protocols: ['socketscope-unknown'], outcome: 'open', selected: 'socketscope-unknown' },
    ]);
  });

  test('some clients cannot connect: exit 1, a warning with their cause', async () => {
    const { code, report } = await json(doctor('subprotocol=omit', '--json'));
    expect(code).toBe(1);
    expect(report['verdict']).toMatchObject({
      cause: 'subprotocol-omitted',
      certainty: 'proved',
      severity: 'warning',
      evidence: expect.arrayContaining([
        { witness: 'response', what: expect.stringContaining('no `Sec-WebSocket-Protocol`') },
      ]),
      fix: expect.stringContaining('Sec-WebSocket-Protocol: binary'),
    });
    expect(report['clients']).toContainEqual(
      expect.objectContaining({
        client: 'emscripten-sockets-chrome',
        connects: false,
        cause: 'subprotocol-omitted',
      }),
    );
    expect(report['clients']).toContainEqual(
      expect.objectContaining({ client: 'godot-web', connects: true, cause: null }),
    );
  });

  test('nobody can connect: exit 1, a failure', async () => {
    const { code, report } = await json(doctor('status=404', '--json'));
    expect(code).toBe(1);
    expect(report['verdict']).toMatchObject({ cause: 'status-not-found', severity: 'failure' });
  });

  test('only the clients that matter decide', async () => {
    const { code, report } = await json(doctor('subprotocol=omit', '--json', '--client', 'godot-web'));
    expect(code).toBe(0);
    expect(report).toMatchObject({
      verdict: { cause: null },
      clients: [{ client: 'godot-web', connects: true }],
    });
  });

  test('the fix is for the server that the person names', async () => {
    const { report } = await json(
      doctor('subprotocol=omit', '--json', '--fix-for', 'tornado', '--fix-for', 'godot'),
    );
    expect(report).toMatchObject({
      verdict: { fix: expect.stringMatching(/def select_subprotocol[\s\S]*Godot/) },
    });
  });
});

describe('as text', () => {
  test('says what is wrong, what was tried, who can connect and what to do, without colours', async () => {
    const run = doctor('subprotocol=omit&greet=abc', '--protocol', 'binary');
    const [out, code] = await Promise.all([stdout(run), run.exit]);
    expect(code).toBe(1);
    expect(out).toMatch(/^ws:.*\nSubprotocol not answered \(subprotocol-omitted, warning, proved\)\n/);
    expect(out).toMatch(/\n {2}binary +failed +– +HTTP\/1\.1 101 Switching Protocols\n/);
    expect(out).toMatch(/\n {2}none +opened +– /);
    expect(out).toMatch(/\n {2}A page in Chrome +no +Offers `binary`: /);
    expect(out).toMatch(/\n {2}A page in Firefox +yes +Offers `binary`: .*lets that pass/);
    expect(out).toMatch(/\nFix\n {2}server: /);
    // oxlint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });

  test('masks secrets unless told otherwise', async () => {
    const args = ['--header', 'Authorization: Bearer abc-123456'];
    const query = 'status=302&location=/?token=abc-123456';
    const [masked, shown] = await Promise.all([
      stdout(doctor(query, ...args)),
      stdout(doctor(query, ...args, '--show-secrets')),
    ]);
    expect(masked).toContain('status-redirect');
    expect(masked).not.toContain('abc-123456');
    expect(shown).toContain('abc-123456');
  });

  test('lets no server steer the terminal', async () => {
    const port = await rawServer(({ socket }) =>
      socket.end('HTTP/1.1 404 \u001b[31mNo\u0007\u009b\r\n\r\n', 'latin1'),
    );
    const run = commandLine.run('doctor', `ws://127.0.0.1:${port}`);
    const [out, code] = await Promise.all([stdout(run), run.exit]);
    expect(code).toBe(1);
    expect(out).toContain('404 \\u001b[31mNo\\u0007\\u009b');
  });
});

test.for(['SIGINT', 'SIGTERM'] as const)('%s ends it at once, with nothing on stdout', async (signal) => {
  let asked: () => void = () => {};
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const port = await rawServer(() => asked());
  const run = commandLine.run('doctor', `ws://127.0.0.1:${port}`, '--json');
  const out = stdout(run);
  await isAsked;
  run.process.kill(signal);
  expect(await run.exit).toBe(130);
  expect(await out).toBe('');
  expect(await run.stderr).toBe('Interrupted.\n');
});

test.for([[], ['nonsense'], ['ws://localhost:1/', '--protocol', 'a b']])(
  '%j is a usage error',
  async (args) => {
    const run = commandLine.run('doctor', ...args);
    expect(await run.exit).toBe(2);
    expect(await stdout(run)).toBe('');
    expect(await run.stderr).toMatch(/\n\nUsage: socketscope doctor /);
  },
);
