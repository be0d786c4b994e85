import { type AddressInfo, createServer } from 'node:net';
import type { InspectedPage } from '../support/driver.d.ts';
import { expect, test } from '../support/fixtures.ts';

type Expected = { readonly certainty?: string; readonly severity?: string; readonly says?: RegExp };

interface Case {
  readonly cause: string;
  /** Misbehaviours of the echo server. */
  readonly settings: string;
  readonly protocols?: readonly string[];
  readonly chromium?: Expected | null;
  readonly firefox?: Expected | null;
}

/** One row a cause: how it comes about, and what each browser's panel says. `null`: the browser opens, rightly. */
const CASES: readonly Case[] = [
  {
    cause: 'subprotocol-omitted',
    settings: 'subprotocol=omit',
    protocols: ['binary'],
    firefox: { severity: 'warning', says: /Chrome will refuse it/ },
  },
  {
    cause: 'subprotocol-mismatch',
    settings: 'subprotocol=chat',
    protocols: ['binary'],
    chromium: { says: /chat/ },
    firefox: { says: /chat/ },
  },
  {
    cause: 'subprotocol-mismatch',
    settings: 'subprotocol=upper',
    protocols: ['binary'],
    chromium: { says: /differs from binary only in its letters/ },
    firefox: { says: /differs from binary only in its letters/ },
  },
  {
    cause: 'subprotocol-mismatch',
    settings: 'subprotocol=empty',
    protocols: ['binary'],
    chromium: { says: /empty subprotocol/ },
    firefox: { says: /empty subprotocol/ },
  },
  { cause: 'subprotocol-unrequested', settings: 'subprotocol=binary', firefox: { severity: 'warning' } },
  { cause: 'subprotocol-repeated', settings: 'subprotocol=list', protocols: ['binary', 'base64'] },
  { cause: 'subprotocol-repeated', settings: 'subprotocol=repeat', protocols: ['binary'] },
  { cause: 'not-upgraded', settings: 'status=200' },
  {
    cause: 'status-redirect',
    settings: 'status=302&location=ws://localhost/elsewhere',
    firefox: { says: /elsewhere/ },
  },
  { cause: 'status-unauthorized', settings: 'status=401' },
  { cause: 'status-forbidden', settings: 'status=403' },
  { cause: 'status-not-found', settings: 'status=404' },
  { cause: 'status-upgrade-required', settings: 'status=426' },
  { cause: 'status-server-error', settings: 'status=503' },
  { cause: 'status-unexpected', settings: 'status=400' },
  { cause: 'upgrade-header-wrong', settings: 'upgrade=omit' },
  { cause: 'upgrade-header-wrong', settings: 'upgrade=h2c' },
  { cause: 'connection-header-wrong', settings: 'connection=omit' },
  { cause: 'accept-mismatch', settings: 'accept=wrong' },
  { cause: 'accept-missing', settings: 'accept=omit' },
  { cause: 'extension-unrequested', settings: 'extensions=x-foo' },
  { cause: 'response-not-http', settings: 'reply=garbage' },
  { cause: 'closed-before-response', settings: 'reply=close', firefox: { certainty: 'likely' } },
  {
    cause: 'close-policy',
    settings: 'close=1008&reason=kicked',
    chromium: { says: /kicked/ },
    firefox: { says: /kicked/ },
  },
];

function connect(page: InspectedPage, url: string, protocols: readonly string[]): Promise<void> {
  return page.evaluate(
    (url, protocols) => {
      // Kept, or the browser could collect it before its end.
      Object.assign(globalThis, { socket: new WebSocket(url, [...protocols]) });
    },
    url,
    protocols,
  );
}

for (const { cause, settings, protocols = [], ...expected } of CASES) {
  test(`${settings} is ${cause}`, async ({ browserUnderTest, echo, site, openPage, openPanel }) => {
    const { says = /./, ...rest } = expected[browserUnderTest] ?? {};
    const page = await openPage(site.page('game'));
    const panel = await openPanel(page);
    // A port of its own: Firefox delays connections to one that failed a moment ago.
    const port = await echo.listen('');
    await connect(page, `ws://127.0.0.1:${port}/?${settings}`, protocols);
    const verdict = await panel.waitForVerdict(cause);
    expect(verdict).toMatchObject({ certainty: 'proved', severity: 'failure', ...rest });
    expect(verdict.text).toMatch(says);
    for (const heading of ['What happened', 'Evidence', 'Fix']) expect(verdict.text).toContain(heading);
  });
}

test('nobody listening is connection-refused', async ({ site, openPage, openPanel }) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await connect(page, `ws://127.0.0.1:${await closedPort()}/`, []);
  expect(await panel.waitForVerdict('connection-refused')).toMatchObject({
    certainty: 'proved',
    severity: 'failure',
  });
});

test('a subprotocol with a space is subprotocol-invalid, one offered twice subprotocol-duplicated', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  const attempt = (protocols: string[]) =>
    page.evaluate(
      (url, protocols) => {
        try {
          new WebSocket(url, protocols);
          return 'opened';
        } catch (error) {
          return (error as Error).name;
        }
      },
      echo.url(),
      protocols,
    );
  expect(await attempt(['binary, base64'])).toBe('SyntaxError');
  expect((await panel.waitForVerdict('subprotocol-invalid')).text).toContain('["binary","base64"]');
  expect(await attempt(['binary', 'binary'])).toBe('SyntaxError');
  await panel.waitForVerdict('subprotocol-duplicated');
});

test('a URL with a fragment is url-invalid', async ({ echo, site, openPage, openDetachedPanel }) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  await page.evaluate((url) => {
    try {
      new WebSocket(`${url}#part`);
    } catch {
      document.title = 'threw';
    }
  }, echo.url());
  expect((await panel.waitForVerdict('url-invalid')).text).toContain('it has a fragment, #part');
});

test('a policy of the page is csp-connect-src', async ({ echo, site, openPage, openDetachedPanel }) => {
  const html = `<script nonce="n">addEventListener('connect', () => {
    try { globalThis.socket = new WebSocket('${echo.url()}'); } catch {}
  });</script>`;
  const headers = { 'Content-Security-Policy': "script-src 'nonce-n'; connect-src 'self'" };
  const page = await openPage(site.page(html, { headers }));
  const panel = await openDetachedPanel(page);
  await page.evaluate(() => void dispatchEvent(new Event('connect')));
  const verdict = await panel.waitForVerdict('csp-connect-src');
  expect(verdict).toMatchObject({ certainty: 'proved' });
  expect(verdict.text).toContain(`connect-src 'self' ${echo.url().slice(0, -1)}`);
});

test('a socket that the page closes at once is closed-by-page', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  await page.evaluate((url) => {
    const socket = new WebSocket(url);
    Object.assign(globalThis, { socket });
    socket.close();
  }, echo.url('reply=none'));
  await panel.waitForVerdict('closed-by-page');
});

test('a port that browsers block is port-blocked', async ({
  browserUnderTest,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await connect(page, 'ws://127.0.0.1:6667/', []);
  // Firefox says nothing of it.
  const certainty = browserUnderTest === 'chromium' ? 'proved' : 'likely';
  expect(await panel.waitForVerdict('port-blocked')).toMatchObject({ certainty });
});

test('TLS that breaks off is unknown, and says what would help', async ({
  badServers,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  const port = await badServers.tcp((socket) => socket.end(TLS_HANDSHAKE_FAILURE));
  await connect(page, `wss://127.0.0.1:${port}/`, []);
  await panel.waitForText('TLS could not be set up');
  expect(await panel.waitForVerdict('unknown')).toMatchObject({ certainty: 'possible' });
});

/** A fatal alert: the two sides have no way to encrypt in common (RFC 8446 §6.2). */
const TLS_HANDSHAKE_FAILURE = Buffer.of(0x15, 3, 3, 0, 2, 2, 40);

/** A port on which nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
