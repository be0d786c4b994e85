import { expect, test } from '../support/fixtures.ts';
import type { InspectedPage } from '../support/driver.d.ts';
import { waitFor } from '../support/waiting.mjs';

/** What the C program has printed, once it says this. */
function printed(page: InspectedPage, line: string): Promise<string> {
  return waitFor(`line “${line}” of the program`, async () => {
    const output = await page.evaluate(() => document.getElementById('status')?.textContent ?? '');
    return output.includes(line) && output;
  });
}

test('a C program with POSIX sockets on a good server', async ({ echo, games, openPage, openPanel }) => {
  const page = await openPage(`${games}/posix-sockets/?port=${await echo.listen('')}`);
  const panel = await openPanel(page);
  await printed(page, 'echo 5 bytes');
  await panel.waitFor('10 frames', async () => (await panel.rowCount('Frames')) >= 10);
  expect((await panel.rows('Connections'))[0]?.join(' ')).toContain('binary → binary');
});

test('the same program on a server that leaves the subprotocol out: the panel says why', async ({
  browserUnderTest,
  echo,
  games,
  openPage,
  openPanel,
}) => {
  const blank = await openPage(`${games}/posix-sockets/page.js`);
  const panel = await openPanel(blank);
  await blank.goto(`${games}/posix-sockets/?port=${await echo.listen('subprotocol=omit')}`);
  const isChromium = browserUnderTest === 'chromium';
  await printed(blank, isChromium ? 'connect failed' : 'echo 5 bytes');
  const verdict = await panel.waitForVerdict('subprotocol-omitted');
  expect(verdict).toMatchObject({ certainty: 'proved', severity: isChromium ? 'failure' : 'warning' });
  expect(verdict.text).toContain('Module = { websocket: { subprotocol: null } }');
  expect(verdict.text).toContain('WebAssembly opened it');
});

test('the demo game: JSON and binary frames, and the broken server', async ({
  echo,
  games,
  openPage,
  openPanel,
}) => {
  const broken = `ws://127.0.0.1:${await echo.listen('subprotocol=omit')}/`;
  const query = new URLSearchParams({ autoplay: '1', server: echo.url(), broken });
  const page = await openPage(`${games}/arena/?${query}`);
  const panel = await openPanel(page);
  await panel.waitFor('30 frames', async () => (await panel.rowCount('Frames')) >= 30);
  await page.evaluate(() => document.querySelector<HTMLButtonElement>('[data-action=join-broken]')?.click());
  await panel.waitForVerdict('subprotocol-omitted');
});
