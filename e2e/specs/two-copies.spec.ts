import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../support/chromium.mjs';
import { expect, test } from '../support/fixtures.ts';
import { Screen } from '../support/screen.ts';

// Only Chromium loads the same extension from two places; in Firefox its id is its own.
test('two copies of the extension: the page works, and each frame is captured once @not-in-firefox', async ({
  echo,
  site,
}) => {
  const original = fileURLToPath(new URL('../../dist/chrome', import.meta.url));
  const copy = await mkdtemp(join(tmpdir(), 'socketscope-copy-'));
  await cp(original, copy, { recursive: true });
  const driver = await launchChromium({ extensions: [copy, original] });
  const page = await driver.openPage(site.page('game'));
  const panel = new Screen(await driver.openExtensionPage(`panel.html?tabId=${await page.tabId()}`));
  const seen = await page.evaluate(async (url) => {
    class Game extends WebSocket {}
    const socket = new Game(url, ['chat']);
    await new Promise((resolve) => (socket.onopen = resolve));
    socket.send('through both');
    const { data } = await new Promise<MessageEvent>((resolve) => (socket.onmessage = resolve));
    socket.close(3000, 'done');
    const { code, wasClean } = await new Promise<CloseEvent>((resolve) => (socket.onclose = resolve));
    return [
      data as string,
      socket.protocol,
      code,
      wasClean,
      socket instanceof Game,
      socket.constructor === Game,
    ];
  }, echo.url());
  expect(seen).toEqual(['through both', 'chat', 3000, true, true, true]);
  await panel.waitForRows('Frames', 2);
  await panel.waitForRows('Connections', 1);
  expect(await panel.frameData()).toEqual(['through both', 'through both']);
  expect(await panel.text()).toContain('0 lost');
  await driver.close();
  await rm(copy, { recursive: true });
});
