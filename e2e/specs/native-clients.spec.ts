import { readFileSync } from 'node:fs';
import type { Client } from '../clients/exam.d.ts';
import { columnIn, columnOf } from '../clients/cells.ts';
import { type Build, compileClients } from '../clients/compile.ts';
import { openInPage, playInBrowser, playNatively } from '../clients/game.ts';
import { listenInEachMode, type ListenerOfEachMode } from '../clients/modes.ts';
import { columnOfClient, GAME, gameIn, headingOf } from '../clients/outcomes.ts';
import { clients } from '../clients/registry.ts';
import { PASSED, takeExam } from '../clients/take-exam.ts';
import { expect, test as base } from '../support/fixtures.ts';

/** What `node e2e/clients/outcome-table.mjs` has written, from all clients with all offers. */
const DOCUMENT = readFileSync(new URL('../../docs/native-clients.md', import.meta.url), 'utf8');
const OFFER = 'binary';

const test = base.extend<{ listeners: ListenerOfEachMode }, { build: Build }>({
  build: [
    async ({ browserUnderTest: _ }, use) => {
      const build = await compileClients();
      await use(build);
      await build.remove();
    },
    { scope: 'worker' },
  ],
  // New ones for each test: Firefox makes a client wait that was refused at the same port before.
  listeners: async ({ browserUnderTest: _ }, use) => {
    const listeners = await listenInEachMode();
    await use(listeners);
    await listeners.close();
  },
});

test('the C program natively and in the browser, in every subprotocol mode, as documented', async ({
  browserUnderTest,
  build,
  games,
  listeners,
  openPage,
}) => {
  const browser = browserUnderTest === 'chromium' ? 'Chromium' : 'Firefox';
  const page = await openPage(`${games}/posix-sockets/page.js`);
  const documented = (client: string) => columnIn(DOCUMENT, headingOf(OFFER), client);
  expect(await columnOf((mode) => playInBrowser(page, listeners.port(mode)))).toEqual(
    documented(gameIn(browser)),
  );
  expect(await columnOf((mode) => playNatively(build, listeners.port(mode)))).toEqual(documented(GAME));
});

test('a page in every subprotocol mode, as documented', async ({
  browserUnderTest,
  games,
  listeners,
  openPage,
}) => {
  const page = await openPage(`${games}/posix-sockets/page.js`);
  expect(await columnOf((mode) => openInPage(page, listeners.port(mode), OFFER))).toEqual(
    columnIn(
      DOCUMENT,
      headingOf(OFFER),
      `A page, ${browserUnderTest === 'chromium' ? 'Chromium' : 'Firefox'}`,
    ),
  );
});

test('native clients in every subprotocol mode, as documented', { tag: '@not-in-firefox' }, async ({
  build,
  listeners,
}) => {
  const columns = await Promise.all(
    clients.map(async (client) => [client.name, await columnOfClient(client, build, listeners, OFFER)]),
  );
  const documented = clients.map(({ name }) => [name, columnIn(DOCUMENT, headingOf(OFFER), name)]);
  expect(Object.fromEntries(columns)).toEqual(Object.fromEntries(documented));
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
