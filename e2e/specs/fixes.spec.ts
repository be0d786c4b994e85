import { expect, test } from '../support/fixtures.ts';
import type { Screen } from '../support/screen.ts';

/** The fixes that are shown to be copied. */
function snippets(panel: Screen): Promise<string[]> {
  return panel.surface.evaluate(() =>
    [...document.querySelectorAll('.fix-choice pre')].map(({ textContent }) => textContent ?? ''),
  );
}

/** What the list of servers has, and focus on it, as Tab would give it. */
function focusServers(panel: Screen): Promise<string | undefined> {
  return panel.surface.evaluate(() => {
    const selects = [...document.querySelectorAll<HTMLSelectElement>('.fix-target select')];
    const servers = selects.find(({ labels }) => labels[0]?.textContent?.startsWith('Server'));
    servers?.scrollIntoView();
    servers?.focus();
    return servers?.selectedOptions[0]?.text;
  });
}

test('a person chooses their server by keyboard, and copies what to write in it', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await page.evaluate(
    (url) => void Object.assign(globalThis, { socket: new WebSocket(url, 'binary') }),
    `ws://127.0.0.1:${await echo.listen('subprotocol=omit')}/`,
  );
  const verdict = await panel.waitForVerdict('subprotocol-omitted');
  expect(verdict.text).toContain('Choose your server.');
  expect(await focusServers(panel)).toBe('Another server');
  // Tornado is the third.
  await panel.surface.press('Home', 'ArrowDown', 'ArrowDown');
  await panel.waitFor('the fix for Tornado', async () =>
    (await snippets(panel))[0]?.startsWith('def select_subprotocol(self, subprotocols):'),
  );
  await panel.click('button', 'Copy');
  await panel.waitForText('Copied');
});

test('the server is guessed from what it answered, and its fix names the origin of the page', async ({
  badServers,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  const port = await badServers.answering(403, { Server: 'TornadoServer/6.4' });
  await page.evaluate(
    (url) => void Object.assign(globalThis, { socket: new WebSocket(url) }),
    `ws://127.0.0.1:${port}/`,
  );
  await panel.waitForVerdict('status-forbidden');
  // Chrome shows the headers of a refusal to nobody: a probe asks for them.
  await panel.click('button', 'Find out why');
  await panel.waitForText('It says so: server: TornadoServer/6.4.');
  expect(await focusServers(panel)).toBe('Tornado (Python)');
  expect((await snippets(panel))[0]).toContain(`return origin == "${new URL(site.page('')).origin}"`);
  // What is left of the probes would go on beside the next test.
  const isProbing = () => panel.surface.evaluate(() => document.querySelector('progress') !== null);
  if (await isProbing()) await panel.click('button', 'Stop');
});
