import type { BadServers } from '../support/bad-servers.ts';
import { closedPort } from '../support/closed-port.ts';
import type { InspectedPage } from '../support/driver.d.ts';
import type { Echo } from '../support/echo.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Screen } from '../support/screen.ts';

// Whoever has an ad blocker gets no reason from Chrome: the normal case.
test.use({ alongside: ['holds-web-request'] });

interface Case {
  readonly title: string;
  readonly cause: string;
  readonly protocols?: readonly string[];
  readonly serve: (servers: BadServers, echo: Echo) => Promise<number>;
  readonly scheme?: 'wss';
  readonly host?: string;
  readonly certainty: string;
  readonly says?: RegExp;
}

/** Every cause that probes can reach while Chrome's own text is blank. */
const CASES: readonly Case[] = [
  {
    title: 'an omitted subprotocol',
    cause: 'subprotocol-omitted',
    protocols: ['binary'],
    serve: (_, echo) => echo.listen('subprotocol=omit'),
    certainty: 'likely',
    says: /Offering no subprotocol, the same URL opened/,
  },
  {
    title: 'the whole list answered',
    cause: 'subprotocol-repeated',
    protocols: ['binary', 'base64'],
    serve: (_, echo) => echo.listen('subprotocol=list'),
    certainty: 'likely',
  },
  {
    title: 'a required subprotocol',
    cause: 'subprotocol-required',
    serve: (servers) => servers.requiring('binary'),
    certainty: 'possible',
  },
  {
    title: 'a server that knows other origins only',
    cause: 'origin-rejected',
    serve: (servers) => servers.allowing((origin) => origin.includes('-extension:')),
    certainty: 'likely',
  },
  {
    title: 'ws: to a port of TLS',
    cause: 'plain-to-tls-port',
    serve: (_, echo) => echo.listen('tls=1'),
    certainty: 'proved',
  },
  {
    title: 'a certificate that nobody trusts',
    cause: 'certificate-rejected',
    scheme: 'wss',
    serve: (_, echo) => echo.listen('tls=1'),
    certainty: 'proved',
  },
  ...[401, 403, 404, 503].map((status) => ({
    title: `status ${status}`,
    cause:
      { 401: 'status-unauthorized', 403: 'status-forbidden', 404: 'status-not-found' }[status] ??
      'status-server-error',
    serve: (servers: BadServers) => servers.answering(status),
    certainty: status === 404 ? 'possible' : 'likely',
  })),
  {
    title: 'a redirect',
    cause: 'status-redirect',
    serve: (servers) => servers.answering(302, { Location: '/elsewhere' }),
    certainty: 'possible',
  },
  {
    title: 'an ordinary page',
    cause: 'not-upgraded',
    serve: (servers) => servers.answering(200),
    certainty: 'possible',
  },
  {
    title: 'status 426 of a proxy',
    cause: 'status-upgrade-required',
    serve: (servers) => servers.answering(426, { Server: 'nginx' }),
    certainty: 'possible',
  },
  {
    title: 'nobody listening',
    cause: 'connection-refused',
    serve: closedPort,
    certainty: 'proved',
    says: /ERR_CONNECTION_REFUSED/,
  },
  {
    title: 'an unknown host',
    cause: 'host-not-found',
    host: 'nosuch.invalid',
    serve: closedPort,
    certainty: 'proved',
  },
  {
    title: 'a server that hangs up',
    cause: 'closed-before-response',
    serve: (servers) => servers.tcp((socket) => socket.end()),
    certainty: 'likely',
  },
  {
    title: 'a server that resets',
    cause: 'connection-reset',
    serve: (servers) => servers.tcp((socket) => socket.resetAndDestroy()),
    certainty: 'likely',
  },
  {
    title: 'a server that speaks no HTTP',
    cause: 'response-not-http',
    serve: (servers) => servers.tcp((socket) => socket.end('hello, this is a game\r\n\r\n')),
    certainty: 'likely',
  },
  {
    title: 'wss: to a plain port',
    cause: 'tls-to-plain-port',
    scheme: 'wss',
    serve: (_, echo) => echo.listen(''),
    certainty: 'likely',
  },
];

for (const { title, cause, protocols = [], serve, scheme = 'ws', host = '127.0.0.1', ...expected } of CASES) {
  // Firefox reads the answer: see e2e/verdicts.
  test(`${title}: one click finds ${cause}`, { tag: '@not-in-firefox' }, async ({
    badServers,
    echo,
    site,
    openPage,
    openPanel,
  }) => {
    const page = await openPage(site.page('game'));
    const panel = await openPanel(page);
    await connect(page, `${scheme}://${host}:${await serve(badServers, echo)}/`, protocols);
    await panel.waitForText('makes its text blank');
    await panel.click('button', 'Find out why');
    // Each probe may make it surer.
    await panel.waitFor(`${cause}, ${expected.certainty}`, async () => {
      const verdict = await panel.verdict();
      const isDue = verdict?.cause === cause && verdict.certainty === expected.certainty;
      return isDue && (expected.says ?? /./).test(verdict.text);
    });
    await stop(panel);
  });
}

test('shows what each offer led to, one a second, and stops when told', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await connect(page, `ws://127.0.0.1:${await echo.listen('status=403')}/`, ['binary']);
  await panel.waitFor('a failed connection', async () => (await panel.verdict())?.severity === 'failure');
  await panel.clickRow('Connections', 0);
  await panel.click('tab', 'Probes');
  await panel.waitForText('No probe has been made yet.');
  await panel.click('button', 'Find out why');
  const rows = () =>
    panel.surface.evaluate(() =>
      [...document.querySelectorAll('.probe-matrix tbody tr')].map((row) =>
        [...row.querySelectorAll('td')].map(({ innerText }) => innerText.trim()),
      ),
    );
  const found = await panel.waitFor('three probes', async () => {
    const all = await rows();
    return all.length >= 3 && all;
  });
  expect(found.map(([offer, , outcome]) => [offer, outcome])).toEqual([
    ['binary', 'failed'],
    ['binary', 'failed'],
    ['none', 'failed'],
  ]);
  await stop(panel);
  expect(await panel.rowCount('Connections')).toBe(1);
});

test('says which clients can talk to a server, each with its reason', async ({ echo, openTester }) => {
  const url = `ws://127.0.0.1:${await echo.listen('subprotocol=omit')}/`;
  const tester = await openTester(`?${new URLSearchParams({ url, protocols: 'binary', connect: '1' })}`);
  await tester.waitForRows('Connections', 1);
  await tester.clickRow('Connections', 0);
  await tester.click('tab', 'Probes');
  await tester.click('button', 'Find out why');
  const connects = (client: string) =>
    tester.surface.evaluate(
      (client) => document.querySelector<HTMLElement>(`[data-client="${client}"]`)?.dataset.connects,
      client,
    );
  await tester.waitFor('a client that connects and one that does not', async () => {
    const [sockets, websocketApi] = [
      await connects('emscripten-sockets-chrome'),
      await connects('unity-nativewebsocket'),
    ];
    return sockets === 'no' && websocketApi === 'yes';
  });
  await stop(tester);
});

test('copies a report without the secrets of the URL', async ({ echo, openTester }) => {
  const url = `ws://127.0.0.1:${await echo.listen('status=403')}/?token=let-me-in-12345`;
  const tester = await openTester(`?${new URLSearchParams({ url, connect: '1' })}`);
  await tester.waitFor('a failure', async () => (await tester.verdict())?.severity === 'failure');
  const copied = async () => {
    await tester.click('button', 'Copy report');
    await tester.waitForText('Copied');
    await tester.fill('textbox', 'Message', '');
    await tester.surface.press('Control+v');
    return tester.waitFor('pasted text', () =>
      tester.surface.evaluate(() => (document.activeElement as HTMLTextAreaElement).value),
    );
  };
  const masked = await copied();
  expect(masked).toContain('?token=•••');
  expect(masked).not.toContain('let-me-in');
  expect(masked).toMatch(/Browser: .*(Chrome|Firefox)/);
  await tester.click('checkbox', 'with secrets');
  expect(await copied()).toContain('?token=let-me-in-12345');
});

/** Ends what is left of the probes, so that they do not go on beside the next test. */
async function stop(panel: Screen): Promise<void> {
  const isRunning = () => panel.surface.evaluate(() => document.querySelector('progress') !== null);
  if (await isRunning()) await panel.click('button', 'Stop');
  await panel.waitFor('probes that stopped', async () => !(await isRunning()));
}

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
