// @ts-check
/**
 * What stays after a long time: whether an open panel loses a frame at 20,000 a second for a minute, and what a page
 * holds after as many frames as an hour of a game brings, with no panel, against the bare socket.
 */
import { startFrameSource } from './frame-source.mjs';
import { receive } from './page-workloads.mjs';
import { BROWSERS, launch } from './observed-browsers.mjs';
import { panelCounts } from './panel-tab.mjs';

const STREAM = { rate: 20_000, seconds: 60 };
/** An hour at 500 a second. */
const HOUR = 1_800_000;
/** The backlog's limit, and as much again for the chunk that is being filled and what hangs on it. */
const HEAP_BOUND = 2 * 16 * 2 ** 20;

/** Bytes that the page holds more after an hour's frames. @param {string} name @param {number} port @param {boolean} observed */
async function growth(name, port, observed) {
  const browser = await launch(name, observed);
  const page = await browser.openPage(`http://127.0.0.1:${port}/`);
  await page.evaluate(receive(port, 1_000, 0));
  const before = await page.heapBytes();
  await page.evaluate(receive(port, HOUR, 0));
  const after = await page.heapBytes();
  await browser.close();
  return after - before;
}

/** @param {string} name @param {number} port */
async function stream(name, port) {
  const frames = STREAM.rate * STREAM.seconds;
  const browser = await launch(name, true);
  const page = await browser.openPage(`http://127.0.0.1:${port}/`);
  const panel = await page.openDevTools();
  if (!panel) throw new Error('the panel did not open');
  const took = Number(await page.evaluate(receive(port, frames, STREAM.rate)));
  const counts = async () =>
    /** @type {{ frames: number, lost: number }} */ (await panel.evaluate(panelCounts));
  let now = await counts();
  while (now.frames + now.lost < frames + 1) now = await counts();
  await browser.close();
  return { rate: Math.round((frames / took) * 1000), lost: now.lost };
}

export async function run() {
  const port = await startFrameSource();
  /** @type {Record<string, unknown>} */
  const results = {};
  for (const name of BROWSERS) {
    const { rate, lost } = await stream(name, port);
    console.log(`${name}: ${lost} frames lost at ${rate}/s for ${STREAM.seconds} s`);
    const bare = await growth(name, port, false);
    const observed = await growth(name, port, true);
    const mebibytes = (/** @type {number} */ bytes) => (bytes / 2 ** 20).toFixed(1);
    console.log(
      `${name}: after ${HOUR} frames the page holds ${mebibytes(observed)} MiB more, ${mebibytes(bare)} MiB without the extension`,
    );
    results[name] = { rate, lost, heapGrowth: observed, heapGrowthBare: bare };
  }
  return { bounds: { lost: 0, heapGrowth: HEAP_BOUND }, ...results };
}
