import { closedPort } from '../support/closed-port.ts';
import { expect, test } from '../support/fixtures.ts';

/** How long a page may be held up that begins a hundred connections a second, in milliseconds. */
const PATIENCE = 1_000;
const ATTEMPTS = 300;

test('a page that reconnects a hundred times a second stays usable, and so does the panel', async ({
  browserUnderTest,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await page.evaluate(
    (url, attempts) => {
      let left = attempts;
      const timer = setInterval(() => {
        new WebSocket(url);
        if (--left === 0) clearInterval(timer);
      }, 10);
    },
    `ws://127.0.0.1:${await closedPort()}/`,
    ATTEMPTS,
  );
  await panel.waitFor(`${ATTEMPTS / 2} connections`, async () => {
    return (await panel.rowCount('Connections')) >= ATTEMPTS / 2;
  });
  const heldUp = await page.evaluate(async () => {
    const start = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 0));
    return performance.now() - start;
  });
  expect(heldUp).toBeLessThan(PATIENCE);
  await panel.fill('searchbox', 'Filter frames', 'still here');
  await panel.waitForRows('Connections', ATTEMPTS);
  // Firefox lets some of them wait, and refuses those beyond its limit: neither is the server's doing.
  const due =
    browserUnderTest === 'chromium'
      ? ['connection-refused']
      : ['connection-refused', 'too-many-sockets', 'reconnect-storm'];
  await panel.waitFor(due.join(' or '), async () => due.includes((await panel.verdict())?.cause ?? ''));
  const titles = (await panel.rows('Connections')).map((cells) => cells.join(' '));
  expect(titles.filter((title) => title.includes('No answer in time'))).toEqual([]);
});
