// @ts-check
/**
 * How long a query takes over 1,000,000 frames of 100 bytes in the panel, from the key that is pressed: until its first
 * rows are drawn, and until all frames were looked at.
 */
import { launchChromium } from '../support/chromium.mjs';
import { launchFirefox } from '../support/firefox.mjs';
import { waitFor } from '../support/waiting.mjs';
import { startFrameSource } from './frame-source.mjs';
import { median, spread } from './measuring.mjs';
import { panelCounts } from './panel-tab.mjs';

const FRAMES = 1_000_000;
/** A second; as fast as both browsers take them in without losing one. */
const RATE = 10_000;
const ROUNDS = 5;
const BOUNDS = { textFirstMs: 100, textAllMs: 1_500 };

/** @type {Readonly<Record<string, string>>} */
const QUERIES = {
  text: '"join"',
  'text, nothing found': 'nowhere',
  'text, all found': 'op',
  regex: '/"op":"jo[a-z]+"/',
  hex: 'hex:6a6f69??22',
  'JSON field': 'json.op == "join"',
  'JSON field, all parsed': 'json.players[*].id == 7',
  'any decoder': '$.op == "join"',
  length: 'dir:in size>99',
};

/**
 * Runs in the panel: types a query and watches the screen.
 * @param {string} query @param {number} frames
 * @returns {Promise<{ first: number | null, all: number, found: number }>}
 */
async function measure(query, frames) {
  const input = /** @type {HTMLInputElement} */ (document.querySelector('[role=searchbox]'));
  const type = (/** @type {string} */ text) => {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const rowCount = () =>
    Number(document.querySelector('[role=grid][aria-label=Frames]')?.getAttribute('aria-rowcount')) - 1;
  const isSearching = () =>
    document.querySelector('.filter-count')?.textContent?.includes('searching') ?? false;
  const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
  type('');
  while (rowCount() < frames) await drawn();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const start = performance.now();
  let first = null;
  type(query);
  do {
    await drawn();
    const rows = rowCount();
    if (first === null && rows > 0 && (rows < frames || !isSearching())) first = performance.now() - start;
  } while (isSearching());
  return { first, all: performance.now() - start, found: rowCount() };
}

export async function run() {
  const port = await startFrameSource();
  /** @type {Record<string, { frames: number, queries: Record<string, { firstMs: number | null, allMs: number, found: number }> }>} */
  const results = {};
  for (const launch of [launchChromium, launchFirefox]) {
    const driver = await launch({});
    const page = await driver.openPage(`http://127.0.0.1:${port}/`);
    const panel = await driver.openExtensionPage(`panel.html?tabId=${await page.tabId()}`);
    await waitFor('the panel', () => panel.evaluate(() => document.querySelector('[role=toolbar]') !== null));
    await page.evaluate((url) => {
      const socket = new WebSocket(url);
      socket.onopen = () => socket.send('go');
    }, `ws://127.0.0.1:${port}/?frames=${FRAMES}&rate=${RATE}&json=1`);
    const counts = () =>
      panel.evaluate(
        /** @type {() => { frames: number, lost: number }} */ (
          /** @type {unknown} */ ({ toString: () => `() => (${panelCounts})` })
        ),
      );
    await waitFor('all frames', async () => (await counts()).frames > FRAMES, 240_000);
    const { lost } = await counts();
    console.log(`${driver.name}: ${FRAMES} frames, ${lost} lost`);
    /** @type {Record<string, { firstMs: number | null, allMs: number, found: number }>} */
    const queries = {};
    results[driver.name] = { frames: FRAMES - lost, queries };
    for (const [name, query] of Object.entries(QUERIES)) {
      const rounds = [];
      for (let round = 0; round < ROUNDS; round++)
        rounds.push(await panel.evaluate(measure, query, FRAMES - lost));
      const firsts = rounds.flatMap(({ first }) => first ?? []);
      const alls = rounds.map(({ all }) => all);
      const found = rounds[0]?.found ?? 0;
      console.log(
        `  ${name}: ${query}: first ${firsts.length > 0 ? spread(firsts) : 'none'} ms, all ${spread(alls)} ms, ${found} found`,
      );
      queries[name] = {
        firstMs: firsts.length > 0 ? Math.round(median(firsts)) : null,
        allMs: Math.round(median(alls)),
        found,
      };
    }
    await driver.close();
  }
  return { unit: 'ms', bounds: BOUNDS, results };
}
