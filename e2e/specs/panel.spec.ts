import type { InspectedPage } from '../support/driver.d.ts';
import { expect, test } from '../support/fixtures.ts';
import { receiveFrames } from '../support/flood.ts';

/** Opens a socket on the page, sends texts, and waits for their echoes. */
function talk(page: InspectedPage, url: string, texts: readonly string[]): Promise<void> {
  return page.evaluate(
    async (url, texts) => {
      const socket = new WebSocket(url);
      Object.assign(globalThis, { socket });
      await new Promise((resolve) => (socket.onopen = resolve));
      const all = new Promise<void>((resolve) => {
        let left = texts.length;
        socket.onmessage = () => --left === 0 && resolve();
      });
      for (const text of texts) socket.send(text);
      await all;
    },
    url,
    texts,
  );
}

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `frame ${i}`);

test('an empty panel says what to do', async ({ site, openPage, openPanel }) => {
  const panel = await openPanel(await openPage(site.page('game')));
  await panel.waitForText('No WebSocket yet');
  expect(await panel.text()).toContain('ws://localhost:9999');
});

test('a page that the extension may not enter: reload first, then no access', async ({
  openTester,
  openPanelOnTab,
}) => {
  // No extension's scripts run in a page of an extension.
  const closed = await openTester();
  const tabId = await closed.surface.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { tabs: { getCurrent(): Promise<{ id: number }> } };
    };
    return (await chrome.tabs.getCurrent()).id;
  });
  const panel = await openPanelOnTab(tabId);
  await panel.waitForText('Reload the page');
  await closed.surface.evaluate(() => location.reload());
  await panel.waitForText('No access to this site');
});

test('a frame as text, JSON tree and hex', async ({ echo, site, openPage, openPanel }) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await talk(page, echo.url(), ['{"op":"join","id":12345678901234567890,"players":[{"x":1}]}']);
  await panel.waitForRows('Frames', 2);
  await panel.clickRow('Frames', 0);
  await panel.waitForText('players:');
  expect(await panel.text()).toContain('12345678901234567890');
  await panel.click('tab', 'Hex');
  await panel.waitForText('7b 22');
  await panel.click('tab', 'Text');
  await panel.waitForText('{"op":"join","id":12345678901234567890');
});

test('copying says whether it worked', async ({ echo, site, openPage, openPanel }) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await talk(page, echo.url(), ['copy me']);
  await panel.waitForRows('Frames', 2);
  await panel.clickRow('Frames', 0);
  await panel.click('button', 'Copy');
  await panel.click('menuitem', 'Copy as hex');
  await panel.waitForText('Copied 7 bytes');
});

test('the filter finds text, regular expressions and directions, and says what is wrong', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await talk(page, echo.url(), numbered(50));
  await panel.waitForRows('Frames', 100);
  const filter = (text: string) => panel.fill('searchbox', 'Filter frames', text);
  await filter('"frame 7"');
  await panel.waitForRows('Frames', 2);
  await filter('/frame [12]$/ dir:sent');
  await panel.waitForRows('Frames', 2);
  expect(await panel.frameData()).toEqual(['frame 1', 'frame 2']);
  await filter('-frame');
  await panel.waitForRows('Frames', 0);
  await filter('/frame (/');
  await panel.waitForText('Invalid regular expression');
  await filter('');
  await panel.waitForRows('Frames', 100);
  await panel.click('button', 'received');
  await panel.waitForRows('Frames', 50);
});

test('a regular expression that never ends is given up, and the panel lives on', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  await talk(page, echo.url(), [`${'a'.repeat(2_000)}!`]);
  await panel.waitForRows('Frames', 2);
  for (const pattern of ['/(a+)+$/', '/a*a*a*a*$b/']) {
    await panel.fill('searchbox', 'Filter frames', pattern);
    await panel.waitForText('takes too long');
    await panel.fill('searchbox', 'Filter frames', 'aaa');
    await panel.waitForRows('Frames', 2);
  }
});

test('the list follows the end until the person scrolls up', async ({ echo, site, openPage, openPanel }) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await talk(page, echo.url(), numbered(200));
  await panel.waitForRows('Frames', 400);
  await panel.waitFor('newest frame', async () => (await panel.frameData()).at(-1) === 'frame 199');
  await panel.clickRow('Frames', 5);
  await panel.surface.press('Home');
  await panel.waitFor('first frame', async () => (await panel.frameData())[0] === 'frame 0');
  await talk(page, echo.url(), ['one more']);
  await panel.waitForRows('Frames', 402);
  expect((await panel.frameData())[0]).toBe('frame 0');
  await panel.click('button', 'Follow the newest');
  await panel.waitFor('newest frame', async () => (await panel.frameData()).at(-1) === 'one more');
});

test('the list goes on following when a verdict takes a part of its room', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await talk(page, echo.url(), numbered(200));
  await panel.waitForRows('Frames', 400);
  await page.evaluate(() => {
    try {
      new WebSocket('ftp://nowhere');
    } catch {
      document.title = 'threw';
    }
  });
  await panel.waitForVerdict('url-invalid');
  await talk(page, echo.url(), ['after the verdict']);
  await panel.waitFor('newest frame', async () => (await panel.frameData()).at(-1) === 'after the verdict');
});

test('100,000 rows are reachable by keyboard', async ({ echo, site, openPage, openDetachedPanel }) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  await receiveFrames(page, echo.url('flood=100000&size=4'), 100_000);
  await panel.waitForRows('Frames', 100_000);
  await panel.clickRow('Frames', 3);
  await panel.surface.press('Home');
  await panel.waitFor('first frame', async () => (await panel.frameData())[0] === '00 00 00 00');
  await panel.surface.press('PageDown', 'ArrowDown', 'End');
  await panel.waitFor('last frame', async () => (await panel.frameData()).at(-1) === '00 01 86 9f');
});

test('pause keeps the list still, resume shows what came', async ({ echo, site, openPage, openPanel }) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await talk(page, echo.url(), ['before']);
  await panel.waitForRows('Frames', 2);
  await panel.click('button', 'Pause');
  await talk(page, echo.url(), ['during']);
  await panel.waitForText('paused, 2 new frames');
  expect(await panel.rowCount('Frames')).toBe(2);
  await panel.click('button', 'Resume');
  await panel.waitForRows('Frames', 4);
});

test('clear forgets frames and keeps open connections, and can be undone', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await talk(page, echo.url(), ['one', 'two']);
  await panel.waitForRows('Frames', 4);
  await panel.click('button', 'Clear');
  await panel.waitForRows('Frames', 0);
  expect(await panel.rowCount('Connections')).toBe(1);
  await page.evaluate(() => (globalThis as unknown as { socket: WebSocket }).socket.send('three'));
  await panel.waitForRows('Frames', 2);
  await panel.click('button', 'Undo');
  await panel.waitForRows('Frames', 6);
  expect(await panel.frameData()).toEqual(['one', 'two', 'one', 'two', 'three', 'three']);
});

test('navigation starts anew, unless everything is preserved', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('first'));
  const panel = await openPanel(page);
  await talk(page, echo.url(), ['first page']);
  await panel.waitForRows('Frames', 2);
  await page.goto(site.page('second'));
  await talk(page, echo.url(), ['second page']);
  await panel.waitForRows('Frames', 3);
  expect(await panel.frameData()).toEqual([
    expect.stringContaining('Navigated to'),
    'second page',
    'second page',
  ]);
  await panel.click('checkbox', 'Preserve');
  await page.reload();
  await talk(page, echo.url(), ['third page']);
  await panel.waitForRows('Frames', 6);
  expect(await panel.rowCount('Connections')).toBe(2);
});

test('the handshake: asked, answered, times, and the stack with its sources', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const html = `<script>
    function connectToServer() { return new WebSocket('${echo.url()}', ['binary', 'other']); }
    addEventListener('connect', () => { globalThis.socket = connectToServer(); });
  </script>`;
  const page = await openPage(site.page(html));
  const panel = await openPanel(page);
  await page.evaluate(() => void dispatchEvent(new Event('connect')));
  await panel.waitForRows('Connections', 1);
  await panel.clickRow('Connections', 0);
  await panel.click('tab', 'Handshake');
  await panel.waitForText('Sec-WebSocket-Accept');
  const text = await panel.text();
  expect(text).toMatch(/Subprotocols\s+binary, other/);
  expect(text).toMatch(/Sec-WebSocket-Protocol\s+binary, other/);
  expect(text).toMatch(/Subprotocol\s+binary/);
  expect(text).toMatch(/Open\s+after/);
  expect(text).toContain('connectToServer');
});

test('a connection opens in the tester, with its URL and subprotocols', async ({
  driver,
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await page.evaluate(
    (url) => void Object.assign(globalThis, { socket: new WebSocket(url, ['binary']) }),
    echo.url(),
  );
  await panel.waitForRows('Connections', 1);
  await panel.clickRow('Connections', 0);
  await panel.click('button', 'Open in tester');
  const url = await panel.waitFor('tab of the tester', async () =>
    (await driver.tabs()).find((url) => url.includes('tester.html?')),
  );
  expect(Object.fromEntries(new URL(url).searchParams)).toEqual({ url: echo.url(), protocols: 'binary' });
});
