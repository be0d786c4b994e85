import type { InspectedPage } from '../support/driver.d.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Screen } from '../support/screen.ts';
import { waitFor } from '../support/waiting.mjs';

/** A game that connects in its first script, and says in its title what it got. */
function game(url: string, protocols: string[] = ['binary']): string {
  return `<script>
    const socket = new WebSocket(${JSON.stringify(url)}, ${JSON.stringify(protocols)});
    socket.onopen = () => (document.title = 'open, ' + (socket.protocol || 'none') + ', ' + socket.url);
    socket.onclose = () => (document.title = 'failed');
  </script>`;
}

const title = (page: InspectedPage) => page.evaluate(() => document.title);
const becomes = (page: InspectedPage, expected: string) =>
  waitFor(`the title “${expected}”`, async () => (await title(page).catch(() => '')) === expected);
const barIsShown = (panel: Screen) =>
  panel.surface.evaluate(() => document.querySelector('.fix-bar') !== null);

test('the game connects to the server that is not fixed, from its first script on, until the fix ends', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  // Both browsers refuse a subprotocol in other letters.
  const url = `ws://127.0.0.1:${await echo.listen('subprotocol=upper')}/`;
  const page = await openPage(site.page(game(url)));
  await becomes(page, 'failed');
  const panel = await openPanel(page);
  await panel.clickRow('Connections', 0);
  await panel.waitFor('a failure', async () => (await panel.verdict())?.severity === 'failure');
  if ((await panel.verdict())?.cause === 'unknown') {
    // Chrome had no DevTools to tell its reason to.
    await panel.click('button', 'Find out why');
    await panel.waitForVerdict('subprotocol-mismatch');
  }
  await panel.click('button', 'Try the fix');
  await panel.waitForText('A fix is tried on this page');
  await page.reload();
  await becomes(page, `open, binary, ${url}`);
  await panel.waitFor('an open connection', async () =>
    (await panel.rows('Connections')).some((cells) => cells.join(' ').includes('open')),
  );
  await panel.click('button', 'End');
  await panel.waitFor('no bar', async () => !(await barIsShown(panel)));
  await page.reload();
  await becomes(page, 'failed');
});

// Firefox connects without a fix.
const CHROME_ONLY = { tag: '@not-in-firefox' };
test(
  'an omitted subprotocol: Chrome connects with the fix, and sees the one it expects',
  CHROME_ONLY,
  async ({ echo, site, openPage, openPanel }) => {
    const url = `ws://127.0.0.1:${await echo.listen('subprotocol=omit')}/`;
    const page = await openPage(site.page('<title>none</title>'));
    const panel = await openPanel(page);
    await page.goto(site.page(game(url)));
    await panel.waitForVerdict('subprotocol-omitted');
    await panel.click('button', 'Try the fix');
    await page.reload();
    await becomes(page, `open, binary, ${url}`);
  },
);

test('a fix can lead elsewhere, and the game sees its own URL', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const wrong = `ws://127.0.0.1:${await echo.listen('subprotocol=upper')}/`;
  const right = `ws://127.0.0.1:${await echo.listen('')}/local`;
  const page = await openPage(site.page(''));
  const panel = await openPanel(page);
  await page.goto(site.page(game(wrong)));
  await panel.waitForVerdict('subprotocol-mismatch');
  await panel.click('button', 'Try the fix');
  await panel.fill('textbox', 'Connect to', right);
  await panel.surface.press('Enter');
  await choose(panel, 'same');
  await page.reload();
  await becomes(page, `open, binary, ${wrong}`);
  await panel.waitForText('/local');
});

test('a fix ends with its panel, or stays with the tab where the person wants it to', async ({
  echo,
  site,
  openPage,
  openPanelOnTab,
  openPanel,
}) => {
  const url = `ws://127.0.0.1:${await echo.listen('subprotocol=upper')}/`;
  const page = await openPage(site.page('<title>none</title>'));
  const first = await openPanel(page);
  await page.goto(site.page(game(url)));
  await first.waitForVerdict('subprotocol-mismatch');
  await first.click('button', 'Try the fix');
  await page.reload();
  await becomes(page, `open, binary, ${url}`);

  await first.surface.close();
  const attempt = () =>
    page.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(url, 'binary');
          socket.onopen = () => resolve('open');
          socket.onclose = () => resolve('failed');
        }),
      url,
    );
  await waitFor('the end of the fix', async () => (await attempt()) === 'failed');

  await page.reload();
  await becomes(page, 'failed');
  const tabId = await page.tabId();
  const second = await openPanelOnTab(tabId);
  await second.waitForText('127.0.0.1');
  expect(await barIsShown(second)).toBe(false);
  await second.clickRow('Connections', 0);
  await second.waitFor('a failure', async () => (await second.verdict())?.severity === 'failure');
  if ((await second.verdict())?.cause === 'unknown') await second.click('button', 'Find out why');
  await second.click('button', 'Try the fix');
  await second.click('checkbox', 'Keep for this tab');
  await second.surface.close();
  await page.reload();
  await becomes(page, `open, binary, ${url}`);
  await page.reload();
  await becomes(page, `open, binary, ${url}`);
  const third = await openPanelOnTab(tabId);
  await third.waitForText('A fix is tried on this page');
  await third.click('button', 'End');
  await third.waitFor('no bar', async () => !(await barIsShown(third)));
  await page.reload();
  await becomes(page, 'failed');
});

// Chrome lets no extension change an answer before it is checked.
test('Firefox can repair the answer itself', { tag: '@not-in-chromium' }, async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const url = `ws://127.0.0.1:${await echo.listen('subprotocol=upper')}/`;
  const page = await openPage(site.page(''));
  const panel = await openPanel(page);
  await page.goto(site.page(game(url, ['binary', 'base64'])));
  await panel.waitForVerdict('subprotocol-mismatch');
  await panel.click('button', 'Try the fix');
  await choose(panel, 'same');
  await panel.click('checkbox', 'repair the answer');
  await page.reload();
  await becomes(page, `open, binary, ${url}`);
  await panel.click('tab', 'Handshake');
  await panel.clickRow('Connections', 0);
  await panel.waitForText('repaired by the fix');
});

/** What is offered, of the first fix. */
async function choose(panel: Screen, offer: string): Promise<void> {
  await panel.surface.evaluate((offer) => {
    const select = document.querySelector<HTMLSelectElement>('.fix-row select');
    if (!select) throw new Error('there is no fix');
    select.value = offer;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }, offer);
}
