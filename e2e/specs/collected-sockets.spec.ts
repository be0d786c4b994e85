import { launchChromium } from '../support/chromium.mjs';
import type { InspectedPage } from '../support/driver.d.ts';
import { test } from '../support/fixtures.ts';
import { launchFirefox } from '../support/firefox.mjs';
import { waitFor } from '../support/waiting.mjs';

/** A browser with the extension, and how to make its pages collect their garbage. */
async function launch(name: 'chromium' | 'firefox') {
  if (name === 'chromium') {
    const driver = await launchChromium();
    return { driver, collect: async () => driver.context.pages().at(-1)?.requestGC() };
  }
  const driver = await launchFirefox();
  const collect = () =>
    driver.chrome(() => {
      const { Services } = globalThis as never as {
        Services: { obs: { notifyObservers(subject: null, topic: string): void } };
      };
      Services.obs.notifyObservers(null, 'child-mmu-request');
    });
  return { driver, collect };
}

/** Keeps weak references to sockets that have come and gone. */
const useSockets = (page: InspectedPage, url: string) =>
  page.evaluate(async (url) => {
    const references: WeakRef<WebSocket>[] = [];
    const use = async () => {
      const socket = new WebSocket(url);
      references.push(new WeakRef(socket));
      await new Promise((resolve) => (socket.onopen = resolve));
      socket.send('some');
      socket.close();
      await new Promise((resolve) => (socket.onclose = resolve));
    };
    for (let i = 0; i < 20; i++) await use();
    Object.assign(globalThis, { references });
  }, url);

const countAlive = (page: InspectedPage) =>
  page.evaluate(() => {
    const { references } = globalThis as never as { references: WeakRef<WebSocket>[] };
    return references.filter((reference) => reference.deref()).length;
  });

test('sockets that have ended and that nobody refers to are collected', async ({
  browserUnderTest,
  echo,
  site,
}) => {
  const { driver, collect } = await launch(browserUnderTest);
  const page = await driver.openPage(site.page('game'));
  await useSockets(page, echo.url());
  await waitFor('collected sockets', async () => {
    await collect();
    return (await countAlive(page)) === 0;
  });
  await driver.close();
});
