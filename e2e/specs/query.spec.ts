import type { InspectedPage } from '../support/driver.d.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Screen } from '../support/screen.ts';

/** Opens a socket on the page and sends texts, each of which comes back. */
function talk(page: InspectedPage, url: string, texts: readonly string[]): Promise<void> {
  return page.evaluate(
    async (url, texts) => {
      const scope = globalThis as unknown as { socket?: WebSocket };
      const socket = (scope.socket ??= new WebSocket(url));
      if (socket.readyState !== WebSocket.OPEN) await new Promise((resolve) => (socket.onopen = resolve));
      for (const text of texts) socket.send(text);
    },
    url,
    texts,
  );
}

const MOVES = [1, 2, 3].map((id) => JSON.stringify({ op: 'move', players: [{ id }] }));
const JOIN = '{"op":"join","name":"Ada"}';

/** The text in the box. */
const written = (panel: Screen) =>
  panel.surface.evaluate(
    () => document.querySelector<HTMLInputElement>('[role=searchbox][aria-label="Filter frames"]')?.value,
  );
const selectedRow = (panel: Screen) =>
  panel.surface.evaluate(() => {
    const row = document.querySelector('[role=grid][aria-label=Frames] [role=row][aria-selected=true]');
    return (
      row &&
      `${row.querySelector('.frame-direction')?.textContent} ${row.querySelector('.frame-data')?.textContent}`
    );
  });
const suggested = (panel: Screen) =>
  panel.surface.evaluate(() =>
    [...document.querySelectorAll('[role=listbox][aria-label=Suggestions] [role=option]')].map(
      (option) => option.firstElementChild?.textContent ?? '',
    ),
  );

test('a query is completed by the keyboard, and says where it cannot be read', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await talk(page, echo.url(), [...MOVES, JOIN]);
  await panel.waitForRows('Frames', 8);
  await panel.fill('searchbox', 'Filter frames', 'Ada di');
  await panel.waitFor('keys', async () => (await suggested(panel)).join() === 'dir:');
  await panel.surface.press('ArrowDown', 'Enter');
  await panel.waitFor('values', async () => (await suggested(panel)).join() === 'in,out');
  await panel.surface.press('ArrowDown', 'ArrowDown', 'Enter');
  expect(await written(panel)).toBe('Ada dir:out ');
  await panel.waitForRows('Frames', 1);
  await panel.fill('searchbox', 'Filter frames', '$.players[*].id >= 2 dir:up');
  await panel.waitForText('The direction is in or out.');
  expect(await panel.surface.evaluate(() => document.querySelector('.query-wrong span')?.textContent)).toBe(
    'dir:up',
  );
  await panel.fill('searchbox', 'Filter frames', '$.players[*].id >= 2 dir:in');
  await panel.waitForRows('Frames', 2);
});

test('a query on decoded fields goes on with the frames that arrive', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await talk(page, echo.url(), [...MOVES, JOIN]);
  await panel.waitForRows('Frames', 8);
  await panel.fill('searchbox', 'Filter frames', 'json.op == "move" -json.players[0].id == 2');
  await panel.waitForRows('Frames', 4);
  await talk(page, echo.url(), ['no JSON', JOIN, ...MOVES]);
  await panel.waitForRows('Frames', 8);
  await panel.fill('searchbox', 'Filter frames', '(hex:^7b226f70??3a22 dir:in Ada) or "no json"');
  await panel.waitForRows('Frames', 4);
  expect(new Set(await panel.frameData())).toEqual(new Set([JOIN, 'no JSON']));
});

test('from one frame that is found to the next and back', async ({ echo, site, openPage, openPanel }) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await talk(page, echo.url(), [JOIN, ...MOVES]);
  await panel.waitForRows('Frames', 8);
  await panel.fill('searchbox', 'Filter frames', 'move /"id":[12]/ dir:out');
  await panel.waitForRows('Frames', 2);
  const at = (place: number) =>
    panel.waitFor(`frame ${place}`, async () => (await selectedRow(panel)) === `sent ${MOVES[place]}`);
  await panel.surface.press('Enter');
  await at(0);
  await panel.surface.press('Enter');
  await at(1);
  const marked = () =>
    panel.surface.evaluate(() =>
      [...document.querySelectorAll('mark')].map((mark) => mark.textContent).sort(),
    );
  expect(await marked()).toEqual(['"id":1', '"id":2', 'move', 'move']);
  await panel.surface.press('F3');
  await at(0);
  await panel.surface.press('Shift+F3');
  await at(1);
  await panel.surface.press('Shift+Enter');
  await at(0);
  await panel.click('tab', 'Text');
  await panel.waitFor(
    'the text in the payload',
    async () => (await marked()).filter((text) => text === 'move').length === 3,
  );
});

test('a query is saved, found again, deleted, and brought back', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await talk(page, echo.url(), [...MOVES, JOIN]);
  await panel.waitForRows('Frames', 8);
  await panel.fill('searchbox', 'Filter frames', 'json.op == "join" dir:in');
  await panel.click('button', 'Saved queries');
  await panel.fill('textbox', 'Name of the query', 'who joins');
  await panel.surface.press('Enter');
  await panel.waitForText('Saved “who joins”');
  await panel.fill('searchbox', 'Filter frames', 'who');
  await panel.waitFor('the saved query', async () => (await suggested(panel)).join() === 'who joins');
  await panel.surface.press('ArrowDown', 'Enter');
  expect(await written(panel)).toBe('json.op == "join" dir:in');
  await panel.waitForRows('Frames', 1);
  await panel.click('button', 'Saved queries');
  await panel.click('button', 'Delete who joins');
  await panel.waitForText('No query is saved yet.');
  await panel.click('button', 'Undo');
  await panel.click('button', 'Saved queries');
  await panel.click('button', 'Delete who joins');
});
