import type { InspectedPage } from '../support/driver.d.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Screen } from '../support/screen.ts';

/** Opens a socket on the page and sends texts, or bytes that are given as numbers. */
function send(
  page: InspectedPage,
  url: string,
  payloads: readonly (string | readonly number[])[],
): Promise<void> {
  return page.evaluate(
    async (url, payloads) => {
      const socket = new WebSocket(url);
      Object.assign(globalThis, { socket });
      await new Promise((resolve) => (socket.onopen = resolve));
      for (const payload of payloads)
        socket.send(typeof payload === 'string' ? payload : Uint8Array.from(payload));
    },
    url,
    payloads,
  );
}

/** What the clipboard holds, as a person finds out. */
async function pasted(panel: Screen): Promise<string> {
  await panel.click('searchbox', 'Filter frames');
  await panel.surface.press('Control+a', 'Control+v');
  return panel.surface.evaluate(() => (document.activeElement as HTMLInputElement).value);
}

test('bytes are selected by keyboard, read as numbers in both orders, and copied', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  const bytes = Array.from({ length: 64 }, (_, i) => i);
  bytes.splice(17, 4, 0x00, 0x00, 0xc0, 0x3f);
  await send(page, echo.url(), [bytes]);
  await panel.waitForRows('Frames', 2);
  await panel.clickRow('Frames', 0);
  await panel.waitForText('Select bytes to read them');
  await panel.surface.evaluate(() => document.querySelector<HTMLElement>('[aria-label=Bytes]')?.focus());
  await panel.surface.press('ArrowDown', 'ArrowDown', 'ArrowRight');
  await panel.surface.press('Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
  await panel.waitForText('4 bytes at 17 (0x11)');
  const values = await panel.surface.evaluate(() =>
    [...document.querySelectorAll('table[aria-label="Data inspector"] tbody tr')].map((row) =>
      [...row.children].map(({ textContent }) => textContent ?? ''),
    ),
  );
  expect(values).toContainEqual(['float32', '1.5', '6.8965e-41']);
  expect(values).toContainEqual(['uint32', '1069547520', '49215']);
  expect(
    await panel.surface.evaluate(() =>
      [...document.querySelectorAll('.hex-selected')].map(({ textContent }) => textContent?.trim()),
    ),
  ).toEqual(['00', '00', 'c0', '3f', '·', '·', '·', '?']);
  await panel.surface.press('Control+c');
  await panel.waitForText('Copied 4 bytes');
  expect(await pasted(panel)).toBe('00 00 c0 3f');
});

test('a frame is copied as a command line and saved under a name of its own', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  await send(page, echo.url(), ['{"op":"it\'s"}']);
  await panel.waitForRows('Frames', 2);
  await panel.clickRow('Frames', 0);
  await panel.click('button', 'Copy');
  await panel.click('menuitem', 'Copy as command line');
  await panel.waitForText('Copied the command');
  expect(await pasted(panel)).toBe(`socketscope send ${echo.url()} --text '{"op":"it'\\''s"}'`);
  await panel.surface.evaluate(() => {
    HTMLAnchorElement.prototype.click = function () {
      Object.assign(globalThis, { saved: { name: this.download, url: this.href } });
    };
  });
  await panel.click('button', 'Save');
  const saved = await panel.surface.evaluate(async () => {
    const { name, url } = (globalThis as unknown as { saved: { name: string; url: string } }).saved;
    return { name, text: await (await fetch(url)).text() };
  });
  expect(saved.text).toBe('{"op":"it\'s"}');
  expect(saved.name).toMatch(/^127\.0\.0\.1-\d+_sent_[\d.-]+\.json$/);
});

test('two frames are compared byte by byte: with the one before, or with a chosen one', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  const first = Array.from({ length: 96 }, (_, i) => i);
  const second = first.with(40, 0xff);
  const third = second.toSpliced(8, 0, 1, 2, 3);
  await send(page, echo.url(), [first, second, third]);
  await panel.waitForRows('Frames', 6);
  await panel.clickRow('Frames', 1);
  await panel.click('tab', 'Diff');
  await panel.waitForText('1 change: 1 byte removed, 1 byte added.');
  const changed = () =>
    panel.surface.evaluate(() =>
      ['before', 'after'].map((side) =>
        [...document.querySelectorAll(`.diff-hex .diff-byte-${side}`)].map(({ textContent }) =>
          textContent?.trim(),
        ),
      ),
    );
  expect(await changed()).toEqual([['28'], ['ff']]);
  await panel.clickRow('Frames', 2);
  await panel.waitForText('1 change: 0 bytes removed, 3 bytes added.');
  expect(await changed()).toEqual([[], ['01', '02', '03']]);
  await panel.click('button', 'Compare others with this');
  await panel.clickRow('Frames', 0);
  await panel.waitForText('2 changes: 4 bytes removed, 1 byte added.');
});

test('a span of time that is selected in a chart filters the list', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  await page.evaluate(async (url) => {
    const socket = new WebSocket(url);
    await new Promise((resolve) => (socket.onopen = resolve));
    for (const text of ['first', 'second']) {
      socket.send(text);
      await new Promise((resolve) => (socket.onmessage = resolve));
    }
  }, echo.url('latency=700'));
  await panel.waitForRows('Frames', 4);
  await panel.click('tab', 'Charts');
  const description = await panel.waitFor('a chart in words', () =>
    panel.surface.evaluate(() => document.querySelector('.chart p')?.textContent),
  );
  expect(description).toMatch(/^Frames per second\. sent: 0 to \d+, on average .*; received: 0 to/);
  expect(
    await panel.surface.evaluate(
      () => document.querySelector('table[aria-label="Totals of connections"] tbody td')?.textContent,
    ),
  ).toBe('2, 11 B');
  await panel.surface.evaluate(() => document.querySelector<HTMLElement>('.chart [role=slider]')?.focus());
  await panel.surface.press('Home', 'Shift+ArrowRight');
  await panel.waitForText('1 row in the list');
  await panel.click('button', 'Show frames');
  await panel.waitForRows('Frames', 1);
  expect(await panel.frameData()).toEqual(['first']);
});

test('JSON keeps large integers and keys that come twice, shows where they stand, and is compared by what it says', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  await send(page, echo.url(), [
    '{"op":"join","id":12345678901234567890,"op":"again","players":[{"x":1.0}]}',
    '{"op":"join","id":12345678901234567891,"op":"again","players":[{"x":0},{"x":1.0}]}',
  ]);
  await panel.waitForRows('Frames', 4);
  await panel.clickRow('Frames', 0);
  await panel.waitForText('players:');
  await panel.click('button', 'Expand all');
  const lines = () =>
    panel.surface.evaluate(() =>
      [...document.querySelectorAll('[role=tree] [role=treeitem]')].map(({ textContent }) =>
        textContent?.replaceAll('\u00a0', ' '),
      ),
    );
  await panel.waitFor('the whole tree', async () => (await lines()).length === 7);
  expect((await lines()).slice(1, 4)).toEqual(['op: "join"', 'id: 12345678901234567890', 'op: "again"']);
  expect((await lines()).at(-1)).toBe('x: 1.0');
  await panel.surface.evaluate(() => document.querySelector<HTMLElement>('[role=tree]')?.focus());
  await panel.surface.press('ArrowDown', 'ArrowDown');
  await panel.waitForText('20 bytes at 18');
  const selected = () =>
    panel.surface.evaluate(() =>
      [...document.querySelectorAll('.hex-row [role=gridcell]:last-child .hex-selected')]
        .map(({ textContent }) => textContent)
        .join(''),
    );
  await panel.waitFor('its bytes', async () => (await selected()) === '12345678901234567890');
  await panel.clickRow('Frames', 1);
  await panel.click('tab', 'Diff');
  await panel.waitForText('2 changes');
  const changes = () =>
    panel.surface.evaluate(() =>
      ['removed', 'added'].map((kind) =>
        [...document.querySelectorAll(`.diff-values .diff-${kind}`)].map(({ textContent }) => textContent),
      ),
    );
  // The list draws its rows once it knows its height.
  await panel.waitFor('all changes', async () => (await changes()).flat().length >= 3);
  expect(await changes()).toEqual([['12345678901234567890'], ['12345678901234567891', '{"x":0}']]);
});
