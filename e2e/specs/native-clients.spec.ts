import { readFileSync } from 'node:fs';
import { columnIn, columnOf } from '../clients/cells.ts';
import { type BrowserName, columnOfClient, GAME, gameIn, pageIn } from '../clients/columns.ts';
import { type Build, compileClients } from '../clients/compile.ts';
import type { Client } from '../clients/exam.d.ts';
import { openInPage, playInBrowser, playNatively } from '../clients/game.ts';
import { listenInEachMode, type ListenerOfEachMode, type Route } from '../clients/modes.ts';
import { headingOf } from '../clients/outcome-document.ts';
import { messages, observe } from '../clients/observed.ts';
import { clients } from '../clients/registry.ts';
import { PASSED, takeExam } from '../clients/take-exam.ts';
import { expect, test as base } from '../support/fixtures.ts';
import { type NativeRelay, startNativeRelay } from '../support/native-relay.ts';

/** What `node e2e/clients/outcome-table.mjs` has written, from all clients with all offers. */
const DOCUMENT = readFileSync(new URL('../../docs/native-clients.md', import.meta.url), 'utf8');
const OFFER = 'binary';

/** What is documented of one client; a relay that changes nothing has no table of its own. */
function documented(client: string, route: Route = 'direct') {
  return columnIn(DOCUMENT, headingOf(OFFER, route === 'repaired' ? 'repaired' : 'direct'), client);
}

const test = base.extend<
  {
    listen: (route?: Route) => Promise<ListenerOfEachMode>;
    /** The built command's relay, which the extension can find. */
    relayTo: (port: number) => Promise<NativeRelay>;
  },
  { build: Build; named: BrowserName }
>({
  build: [
    async ({ browserUnderTest: _ }, use) => {
      const build = await compileClients();
      await use(build);
      await build.remove();
    },
    { scope: 'worker' },
  ],
  named: [
    async ({ browserUnderTest }, use) => use(browserUnderTest === 'chromium' ? 'Chromium' : 'Firefox'),
    { scope: 'worker' },
  ],
  // New ones for each test: Firefox makes a client wait that was refused at the same port before.
  listen: async ({ browserUnderTest: _ }, use) => {
    const all: ListenerOfEachMode[] = [];
    await use(async (route) => {
      const listeners = await listenInEachMode(route);
      all.push(listeners);
      return listeners;
    });
    for (const listeners of all) await listeners.close();
  },
  relayTo: async ({ browserUnderTest: _ }, use) => {
    const all: NativeRelay[] = [];
    await use(async (port) => {
      const relay = await startNativeRelay(`ws://127.0.0.1:${port}`);
      all.push(relay);
      return relay;
    });
    for (const relay of all) await relay.end();
  },
});

test('the C program natively and in the browser, in every subprotocol mode, as documented', async ({
  named,
  build,
  games,
  listen,
  openPage,
}) => {
  const page = await openPage(`${games}/posix-sockets/page.js`);
  const { port } = await listen();
  expect(await columnOf((mode) => playInBrowser(page, port(mode)))).toEqual(documented(gameIn(named)));
  expect(await columnOf((mode) => playNatively(build, port(mode)))).toEqual(documented(GAME));
});

test('a page in every subprotocol mode, without a relay and through one that repairs, as documented', async ({
  named,
  games,
  listen,
  openPage,
}) => {
  const page = await openPage(`${games}/posix-sockets/page.js`);
  for (const route of ['direct', 'repaired'] as const) {
    const { port } = await listen(route);
    expect(await columnOf((mode) => openInPage(page, port(mode), OFFER)), route).toEqual(
      documented(pageIn(named), route),
    );
  }
});

for (const route of ['direct', 'relayed', 'repaired'] as const) {
  test(`native clients in every subprotocol mode, ${route}, as documented`, {
    tag: '@not-in-firefox',
  }, async ({ build, listen }) => {
    const listeners = await listen(route);
    const columns = clients.map(async (client) => [
      client.name,
      await columnOfClient(client, build, listeners, OFFER),
    ]);
    expect(Object.fromEntries(await Promise.all(columns))).toEqual(
      Object.fromEntries(clients.map(({ name }) => [name, documented(name, route)])),
    );
  });
}

test('the panel has the C program natively and in the browser, and says why only one of them opens', async ({
  browserUnderTest,
  build,
  echo,
  games,
  openPage,
  openPanel,
  relayTo,
}) => {
  const port = await echo.listen('subprotocol=omit');
  const relay = await relayTo(port);
  const page = await openPage(`${games}/posix-sockets/page.js`);
  const panel = await openPanel(page);
  await panel.click('button', 'Relays');
  await panel.click('button', `Follow ${relay.url}`);
  await panel.waitForText('following');
  const inBrowser = await playInBrowser(page, port);
  expect(inBrowser).toBe(browserUnderTest === 'chromium' ? 'fails' : 'opens');
  expect(await playNatively(build, Number(new URL(relay.url).port))).toBe('opens');
  const [state, native] = await panel.waitFor('the end of both', async () => {
    const [inBrowser, native] = await panel.rows('Connections');
    return native && native[0] !== 'open' && ([inBrowser?.[0], native.join(' ')] as const);
  });
  expect(state).toBe(browserUnderTest === 'chromium' ? 'failed' : 'closed');
  expect(native).toMatch(/^closed \S+ binary → none [4-9] frames/);
  const verdict = await panel.waitForVerdict('subprotocol-omitted');
  expect(verdict).toMatchObject({ certainty: 'proved', severity: 'warning' });
  expect(verdict.text).toContain('A native client got this answer; a page in Chrome is told 1006');
});

test('a relay sees the same bytes of the C program natively and in the browser, and what sets them apart', async ({
  build,
  echo,
  games,
  openPage,
}) => {
  const relay = await observe(await echo.listen(''));
  const page = await openPage(`${games}/posix-sockets/page.js`);
  expect(await playNatively(build, relay.port)).toBe('opens');
  expect(await playInBrowser(page, relay.port)).toBe('opens');
  const [native, inBrowser] = await relay.end();
  const game = ['binary AUhFTExPAAE=', 'binary AgAAAAA='];
  for (const { frames } of [native, inBrowser].map((seen) => seen ?? { frames: [] })) {
    expect(messages(frames, 'sent').slice(0, 2)).toEqual(game);
    expect(messages(frames, 'received').slice(0, 2)).toEqual(game);
    for (const { direction, maskingKey } of frames)
      expect(maskingKey !== undefined).toBe(direction === 'sent');
  }
  expect(inBrowser?.asked).toEqual(expect.arrayContaining([...(native?.asked ?? [])]));
  expect(inBrowser?.asked).toEqual(
    expect.arrayContaining(['origin', 'user-agent', 'sec-websocket-extensions']),
  );
  expect(native?.asked).not.toContain('origin');
});

test('a relay sees fragments, pings and close codes of native clients, byte for byte', {
  tag: '@not-in-firefox',
}, async ({ build, echo }) => {
  for (const client of clients) {
    const relay = await observe(await echo.listen(''));
    await takeExam(client, build.directory, `ws://127.0.0.1:${relay.port}/`, OFFER);
    const [{ entries, frames } = { entries: [], frames: [] }] = await relay.end();
    expect(messages(frames, 'sent'), client.name).toHaveLength(11);
    expect(messages(frames, 'received'), client.name).toEqual(messages(frames, 'sent'));
    const sent = frames.filter(({ direction }) => direction === 'sent');
    expect(sent.filter(({ fin }) => !fin).length, client.name).toBeGreaterThanOrEqual(3);
    const opcodes = new Set(frames.map(({ opcode }) => opcode));
    expect(opcodes, client.name).toEqual(new Set([0, 1, 2, 8, 9, 10]));
    expect(
      entries.filter(({ type }) => type === 'violation'),
      client.name,
    ).toEqual([]);
    expect(entries.at(-1)).toMatchObject({
      type: 'ended',
      sentClose: { code: 4001, reason: 'bye' },
      receivedClose: { code: 4001, reason: 'bye' },
    });
  }
});

test('native clients get each byte back from a server that pings, cuts and packs', {
  tag: '@not-in-firefox',
}, async ({ build, echo }) => {
  const url = echo.url('ping=5&fragment=4000&compress=1&latency=1');
  const outcomes = await Promise.all(clients.map((client) => takeExam(client, build.directory, url, OFFER)));
  expect(outcomes).toEqual(clients.map(() => ({ opened: true, protocol: OFFER, lines: PASSED, why: '' })));
});

test('native clients know why a server ended the connection', { tag: '@not-in-firefox' }, async ({
  build,
  echo,
}) => {
  const url = echo.url('close=4000&reason=full&after=2');
  const outcomes = await Promise.all(clients.map((client) => takeExam(client, build.directory, url, '')));
  expect(outcomes.map(({ lines }) => lines)).toEqual(clients.map(() => ['closed 4000 full']));
});

test('the client in Lua does with each source of bit operations, and its coroutine blocks nobody', {
  tag: '@not-in-firefox',
}, async ({ build, echo }) => {
  const take = (id: string, env: Record<string, string>, url: string) => {
    const client = clients.find((client) => client.id === id) as Client;
    return takeExam({ ...client, env }, build.directory, url, '');
  };
  const outcomes = await Promise.all([
    take('lua-blocking', { BITS: 'operators' }, echo.url()),
    take('lua-copas', { BITS: 'bit' }, echo.url()),
    take('lua-copas', { BITS: 'bit32' }, echo.url()),
    take('lua-copas', { BITS: 'arithmetic' }, echo.url()),
    take('lua-copas', { TURNS: '5' }, echo.url('latency=100')),
  ]);
  expect(outcomes.map(({ lines }) => lines)).toEqual(outcomes.map(() => PASSED));
});
