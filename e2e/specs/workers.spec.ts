import { expect, test } from '../support/fixtures.ts';
import type { InspectedPage } from '../support/driver.d.ts';
import type { Screen } from '../support/screen.ts';

/** Script of a worker that greets the echo server, and then sends whatever it is told to. */
const greeting = (url: string, name: string) => `
  const socket = new WebSocket(${JSON.stringify(url)}, 'binary');
  socket.onopen = () => { socket.send('hello from ${name}'); socket.send(Uint8Array.of(1, 2, 3)); };
  globalThis.onmessage = ({ data }) => socket.send(data);`;

/** Each gives the page an expression that starts a worker. */
const KINDS = {
  classic: (script: string) => `new Worker(${JSON.stringify(script)})`,
  module: (script: string) => `new Worker(${JSON.stringify(script)}, { type: 'module' })`,
  blob: (_: string, source: string) =>
    `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(source)}], { type: 'text/javascript' })))`,
  data: (_: string, source: string) =>
    `new Worker(${JSON.stringify(`data:text/javascript,${encodeURIComponent(source)}`)})`,
  shared: (script: string) => `new SharedWorker(${JSON.stringify(script)}); started.port.start()`,
  service: (script: string) => `navigator.serviceWorker.register(${JSON.stringify(script)})`,
} as const;

const start = (page: InspectedPage, expression: string) =>
  page.evaluate((expression) => {
    const script = document.createElement('script');
    // Kept, so that it is not collected.
    script.textContent = `globalThis.started = ${expression};`;
    document.head.append(script);
  }, expression);

const framesOf = async (panel: Screen) =>
  (await panel.rows('Frames')).map((cells) => `${cells[0]} ${cells[4]}`);

const NOT_SEEN: Partial<Record<keyof typeof KINDS, string>> = {
  // Neither browser shows everything: Chrome's log leaves these out, Firefox lets nobody into those.
  shared: ' @not-in-chromium',
  service: ' @not-in-firefox',
};

for (const [kind, expression] of Object.entries(KINDS) as [keyof typeof KINDS, (typeof KINDS)['blob']][]) {
  test(`the socket of a ${kind} worker and its frames${NOT_SEEN[kind] ?? ''}`, async ({
    echo,
    site,
    openPage,
    openPanel,
  }) => {
    const source = greeting(echo.url(), kind);
    const page = await openPage(site.page('game'));
    const panel = await openPanel(page);
    await start(page, expression(site.source(source), source));
    await panel.waitForRows('Frames', 4);
    await panel.waitFor('Blob that was read', async () =>
      (await framesOf(panel)).includes('received 01 02 03'),
    );
    expect((await framesOf(panel)).toSorted()).toEqual([
      'received 01 02 03',
      `received hello from ${kind}`,
      'sent 01 02 03',
      `sent hello from ${kind}`,
    ]);
    expect(await panel.rowCount('Connections')).toBe(1);
    expect(await panel.text()).toMatch(/\bworker\n/);
  });
}

test('the socket of a nested worker, and of what it imports', async ({ echo, site, openPage, openPanel }) => {
  const imported = site.source(greeting(echo.url(), 'import'));
  const inner = site.source(`importScripts(${JSON.stringify(imported)})`);
  const outer = site.source(`globalThis.inner = new Worker(${JSON.stringify(inner)})`);
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await start(page, KINDS.classic(outer));
  await panel.waitForRows('Frames', 4);
  expect(await framesOf(panel)).toContain('received hello from import');
  expect(await panel.rowCount('Connections')).toBe(1);
});

test('frames of a worker come while its connection is open, beside those of the page', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await start(page, KINDS.classic(site.source(greeting(echo.url(), 'worker'))));
  await panel.waitForRows('Frames', 4);
  await page.evaluate((url) => {
    const { started } = globalThis as unknown as { started: Worker };
    started.postMessage('later');
    const socket = new WebSocket(url);
    socket.onopen = () => socket.send('of the page');
    Object.assign(globalThis, { socket });
  }, echo.url());
  await panel.waitForRows('Frames', 8);
  const frames = await framesOf(panel);
  expect(frames.filter((frame) => frame.endsWith('later'))).toEqual(['sent later', 'received later']);
  expect(frames.filter((frame) => frame.endsWith('of the page'))).toHaveLength(2);
  expect(await panel.rowCount('Connections')).toBe(2);
});

test('a worker whose server refuses has a verdict', async ({ echo, site, openPage, openPanel }) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  const url = echo.url('status=404');
  await start(page, KINDS.classic(site.source(`new WebSocket(${JSON.stringify(url)})`)));
  await panel.waitForRows('Connections', 1);
  await panel.clickRow('Connections', 0);
  await panel.waitForVerdict('status-not-found');
});

test('the socket of a module that a worker imports', async ({ echo, site, openPage, openPanel }) => {
  const imported = site.source(greeting(echo.url(), 'module'));
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await start(page, KINDS.module(site.source(`import ${JSON.stringify(imported)};`)));
  await panel.waitForRows('Frames', 4);
  expect(await panel.rowCount('Connections')).toBe(1);
});

for (const end of [
  'started.terminate()',
  "started.postMessage('close') /* @not-in-chromium: its log never hears of it */",
]) {
  test(`a worker takes its connection with it: ${end}`, async ({ echo, site, openPage, openPanel }) => {
    const source = `${greeting(echo.url(), 'worker')}
      globalThis.onmessage = ({ data }) => { if (data === 'close') close(); };`;
    const page = await openPage(site.page('game'));
    const panel = await openPanel(page);
    await start(page, KINDS.classic(site.source(source)));
    await panel.waitForRows('Frames', 4);
    await start(page, `started; ${end}`);
    const state = async () => (await panel.rows('Connections'))[0]?.[0];
    await panel.waitFor('closed connection', async () => (await state()) === 'closed');
  });
}

test('a shared worker of two frames is there once, and goes on when one of them goes @not-in-chromium', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const script = site.source(`
    const socket = new WebSocket(${JSON.stringify(echo.url())});
    socket.onopen = () => socket.send('opened');
    globalThis.onconnect = ({ ports: [port] }) => { port.onmessage = ({ data }) => socket.send(data); };`);
  const frame = site.page(`<script>
    globalThis.shared = new SharedWorker(${JSON.stringify(script)});
    shared.port.onmessage = () => {};
  </script>`);
  const page = await openPage(site.page(`<iframe src="${frame}"></iframe><iframe src="${frame}"></iframe>`));
  const panel = await openPanel(page);
  await panel.waitForRows('Frames', 2);
  const say = (frame: number, what: string) =>
    page.evaluate(
      (frame, what) => {
        const { shared } = frames[frame] as unknown as { shared: SharedWorker };
        shared.port.postMessage(what);
      },
      frame,
      what,
    );
  await say(0, 'by the first');
  await panel.waitForRows('Frames', 4);
  await page.evaluate(() => document.querySelector('iframe')?.remove());
  await say(0, 'by the one that is left');
  await panel.waitForRows('Frames', 6);
  expect(await panel.rowCount('Connections')).toBe(1);
  expect((await panel.rows('Connections'))[0]?.[0]).toBe('open');
});

test('a worker that connected before the panel, and the calls that led to it @not-in-chromium', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const script = site.source(`
    function joinGame() { return new WebSocket(${JSON.stringify(echo.url())}); }
    const socket = joinGame();
    socket.onopen = () => socket.send('early');
    socket.onmessage = () => postMessage('echoed');`);
  const page = await openPage(site.page('game'));
  await page.evaluate(
    (script) =>
      new Promise<void>((resolve) => {
        const worker = new Worker(script);
        worker.onmessage = () => resolve();
        Object.assign(globalThis, { worker });
      }),
    script,
  );
  const panel = await openPanel(page);
  await panel.waitForRows('Frames', 2);
  expect(await panel.frameData()).toEqual(['early', 'early']);
  await panel.clickRow('Connections', 0);
  await panel.click('tab', 'Handshake');
  await panel.waitForText(`worker ${script}`);
  const calls = await panel.surface.evaluate(() =>
    [...document.querySelectorAll('.stack li span')].map((call) => call.textContent),
  );
  expect(calls).toEqual(['joinGame', '(anonymous)']);
});

test('the background may stop while a worker is connected @not-in-chromium', async ({
  driver,
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await start(page, KINDS.classic(site.source(greeting(echo.url(), 'worker'))));
  await panel.waitForRows('Frames', 4);
  await driver.stopBackground();
  const say = (what: string) => start(page, `started; started.postMessage(${JSON.stringify(what)})`);
  await say('after it was stopped');
  await panel.waitForRows('Frames', 6);
  await start(page, 'started; started.terminate()');
  const state = async () => (await panel.rows('Connections'))[0]?.[0];
  await panel.waitFor('closed connection', async () => (await state()) === 'closed');
  expect(await panel.rowCount('Connections')).toBe(1);
});

test('a WebSocketStream and its frames, and a WebTransport session @not-in-firefox', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await page.evaluate(async (url) => {
    const apis = globalThis as unknown as {
      WebSocketStream: new (
        url: string,
        options: object,
      ) => { opened: Promise<{ readable: ReadableStream; writable: WritableStream }> };
      WebTransport: new (url: string) => { ready: Promise<void>; closed: Promise<void> };
    };
    const stream = new apis.WebSocketStream(url, { protocols: ['binary'] });
    const { readable, writable } = await stream.opened;
    const writer = writable.getWriter();
    await writer.write('a stream');
    await writer.write(Uint8Array.of(1, 2, 3));
    const reader = readable.getReader();
    await reader.read();
    await reader.read();
    const transport = new apis.WebTransport('https://127.0.0.1:9/lobby');
    transport.ready.catch(() => {});
    transport.closed.catch(() => {});
    // Kept, so that they are not collected.
    Object.assign(globalThis, { stream, transport });
  }, echo.url());
  await panel.waitForRows('Connections', 2);
  await panel.waitForRows('Frames', 4);
  expect((await framesOf(panel)).toSorted()).toEqual([
    'received 01 02 03',
    'received a stream',
    'sent 01 02 03',
    'sent a stream',
  ]);
  expect(await panel.text()).toContain('WebTransport');
  await page.evaluate(() => (globalThis as unknown as { stream: { close(): void } }).stream.close());
  await panel.waitFor('end of both', async () =>
    (await panel.rows('Connections')).every((cells) => cells[0] === 'closed'),
  );
});
