import { expect, test } from '../support/fixtures.ts';
import { recordFrames } from '../support/flood.ts';
import { speakAsDocument } from '../support/recorded-document.mjs';
import type { Screen } from '../support/screen.ts';

/** What `speakAsDocument` leaves behind. */
interface Recorded {
  recordMore(frames: number): void;
}

/** A panel on a document that has recorded frames. */
async function openPanelOnDocument(
  recorded: Screen,
  openPanelOnTab: (tabId: number) => Promise<Screen>,
  frames: number,
  size: number,
): Promise<Screen> {
  await recorded.surface.evaluate(speakAsDocument, frames, size);
  return openPanelOnTab(await recorded.surface.evaluate(ownTabId));
}

async function ownTabId(): Promise<number> {
  const { chrome } = globalThis as unknown as { chrome: { tabs: { getCurrent(): Promise<{ id: number }> } } };
  return (await chrome.tabs.getCurrent()).id;
}

/** The selected row: its place in the list, its place on the screen in pixels, and its text. */
function selection(panel: Screen) {
  return panel.surface.evaluate(() => {
    const row = document.querySelector('[role=grid][aria-label=Frames] [aria-selected=true]');
    return (
      row && {
        index: Number(row.getAttribute('aria-rowindex')),
        top: Math.round(row.getBoundingClientRect().top),
        text: row.textContent,
      }
    );
  });
}

/** Whether the last row is wholly within the list. */
function lastRow(panel: Screen) {
  return panel.surface.evaluate(() => {
    const list = document.querySelector('[role=grid][aria-label=Frames]');
    const row = list?.querySelector('.scaled-list-rows [role=row]:last-child');
    if (!list || !row) return null;
    return {
      index: row.getAttribute('aria-rowindex'),
      isInView: row.getBoundingClientRect().bottom <= list.getBoundingClientRect().bottom + 1,
      ratio: devicePixelRatio,
    };
  });
}

test('row 1,000,000 is reached at device pixel ratios 1 and 2', async ({
  driver,
  openTester,
  openPanelOnTab,
}) => {
  const panel = await openPanelOnDocument(await openTester(), openPanelOnTab, 1_000_000, 12);
  await panel.waitForRows('Frames', 1_000_000, 60_000);
  await panel.clickRow('Frames', 2);
  for (const ratio of [1, 2]) {
    await driver.setPixelRatio(panel.surface, ratio);
    const reached = (how: string) =>
      panel.waitFor(`last row by ${how} at ratio ${ratio}`, async () => {
        const last = await lastRow(panel);
        return last?.index === '1000001' && last.isInView && last.ratio === ratio;
      });
    await panel.surface.press('End');
    await reached('key');
    expect((await selection(panel))?.text).toContain('......999999');
    await panel.surface.press('Home');
    await panel.waitFor('first row', async () => (await selection(panel))?.index === 2);
    await panel.surface.evaluate(() => {
      const list = document.querySelector('[role=grid][aria-label=Frames]');
      if (list) list.scrollTop = list.scrollHeight;
    });
    await reached('scroll bar');
  }
  await driver.setPixelRatio(panel.surface, 1);
});

test('what is selected stays in its place while frames come and old ones are dropped, which the panel counts', async ({
  openTester,
  openPanelOnTab,
}) => {
  const recorded = await openTester();
  // The least of the limits that a person can choose.
  await recorded.surface.evaluate(() => localStorage.setItem('memory-limit', String(64 * 1024 * 1024)));
  const panel = await openPanelOnDocument(recorded, openPanelOnTab, 2_000, 32_000);
  await panel.waitForText('2,000 frames');
  await panel.clickRow('Frames', 4);
  await panel.surface.press('ArrowUp');
  const before = await panel.waitFor('selection', () => selection(panel));
  for (let total = 2_300; total <= 3_200; total += 300) {
    await recorded.surface.evaluate(() => (globalThis as unknown as Recorded).recordMore(300));
    await panel.waitForText(`${total.toLocaleString('en-US')} frames`);
    expect(await selection(panel)).toMatchObject({ top: before.top, text: before.text });
  }
  const dropped = /([\d,]+) old frames dropped/.exec(await panel.text())?.[1]?.replaceAll(',', '');
  expect(Number(dropped)).toBe(3_200 - (await panel.rowCount('Frames')));
  expect((await selection(panel))?.index).toBeLessThan(before.index);
  await recorded.surface.evaluate(() => localStorage.removeItem('memory-limit'));
});

test('columns are moved, widened and hidden, and remembered', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  await recordFrames(page, echo.url(), 0, 3);
  await panel.waitForRows('Frames', 3);
  const titles = () =>
    panel.surface.evaluate(() =>
      [...document.querySelectorAll('[role=grid][aria-label=Frames] [role=columnheader]')].map(
        (cell) => cell.textContent,
      ),
    );
  const width = () =>
    panel.surface.evaluate(
      () => document.querySelector('[role=columnheader].frame-length')?.clientWidth ?? 0,
    );
  expect(await titles()).toEqual(['Direction', 'Time', 'Type', 'Length', 'Data']);
  const widthBefore = await width();
  await panel.click('button', 'Columns and order');
  await panel.click('menuitemcheckbox', 'Type');
  await panel.click('button', 'Columns and order');
  await panel.click('menuitemcheckbox', 'Gap');
  // A click on the title sorts; the focus is then there.
  await panel.click('button', 'Length');
  await panel.surface.press('Control+ArrowLeft');
  await panel.waitFor('moved column', async () => (await titles()).indexOf('Length') === 2);
  await panel.surface.press('Shift+ArrowRight', 'Shift+ArrowRight');
  await panel.waitFor('wider column', async () => (await width()) === widthBefore + 16);
  const expected = ['Direction', 'Time', 'Length', 'Gap', 'Data'];
  expect(await titles()).toEqual(expected);
  await panel.surface.close();
  const again = await openDetachedPanel(page);
  await again.waitForRows('Frames', 3);
  expect(
    await again.surface.evaluate(() =>
      [...document.querySelectorAll('[role=columnheader]')].map((cell) => cell.textContent),
    ),
  ).toEqual(expected);
  await again.click('button', 'Columns and order');
  await again.click('menuitem', 'Columns as at first');
});

test('marks and notes stay while the filter changes, lead from one to the next, and come back by undo', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  await recordFrames(page, echo.url(), 0, 100);
  await panel.waitForRows('Frames', 100);
  await panel.clickRow('Frames', 3);
  await panel.surface.press('Home', 'ArrowDown', 'Control+F2', 'End', 'Control+F2');
  const marked = () =>
    panel.surface.evaluate(
      () => document.querySelectorAll('[role=grid][aria-label=Frames] .mark-sign').length,
    );
  await panel.waitFor('mark on the last row', async () => (await marked()) > 0);
  await panel.surface.evaluate(() => {
    document
      .querySelector('[role=grid][aria-label=Frames]')
      ?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true }));
  });
  await panel.click('menuitem', 'Add a note…');
  await panel.surface.type('strange');
  await panel.surface.press('Enter');
  await panel.waitForText('strange');
  await panel.click('button', 'received');
  await panel.waitForRows('Frames', 0);
  await panel.click('button', 'sent');
  await panel.waitForRows('Frames', 100);
  await panel.clickRow('Frames', 3);
  await panel.surface.press('F2');
  await panel.waitFor('next mark', async () => (await selection(panel))?.text?.includes('strange'));
  await panel.surface.press('F2');
  await panel.waitFor('first mark', async () => (await selection(panel))?.index === 3);
  await panel.surface.press('Control+F2');
  await panel.waitForText('Removed the mark');
  expect(await marked()).toBe(0);
  await panel.click('button', 'Undo');
  await panel.waitFor('mark again', async () => (await marked()) === 1);
});

test('frames are sorted, grouped by connection, and found by time and by typing', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  for (const [i, size] of [8, 16, 4].entries()) await recordFrames(page, echo.url(), i, 1, size);
  await page.evaluate(() => delete (globalThis as { closedSocket?: WebSocket }).closedSocket);
  await recordFrames(page, echo.url(), 3, 1, 12);
  await panel.waitForRows('Frames', 4);
  const lengths = async () => (await panel.rows('Frames')).map((cells) => cells[3]);
  await panel.click('button', 'Length');
  await panel.waitFor('longest first', async () => (await lengths()).join() === '16,12,8,4');
  await panel.click('button', 'Length');
  await panel.waitFor('shortest first', async () => (await lengths()).join() === '4,8,12,16');
  await panel.click('button', 'Columns and order');
  await panel.click('menuitemcheckbox', 'Grouped by connection');
  await panel.waitForRows('Frames', 6);
  expect((await panel.rows('Frames')).map(({ length }) => length)).toEqual([1, 6, 6, 6, 1, 6]);
  await panel.click('button', 'Columns and order');
  await panel.click('menuitemcheckbox', 'In the order of arrival');
  await panel.waitForRows('Frames', 4);
  await panel.clickRow('Frames', 3);
  await panel.surface.type('00 00 00 02');
  await panel.waitFor('typed frame', async () => (await selection(panel))?.index === 4);
  await panel.surface.press('Control+g');
  await panel.surface.type('+0');
  await panel.surface.press('Enter');
  await panel.waitFor('first frame', async () => (await selection(panel))?.index === 2);
});
