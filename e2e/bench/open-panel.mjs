// @ts-check
/** How long a panel takes from its opening to its first row, on a page that has 100,000 frames behind it. */
import { launchBareChromium } from './bare-chromium.mjs';
import { startFrameSource } from './frame-source.mjs';
import { extensionPath, median, spread } from './measuring.mjs';
import { openPanelOn, panelCounts } from './panel-tab.mjs';

const FRAMES = 100_000;
const ROUNDS = 5;
const BOUND_MS = 1_000;

export async function run() {
  const port = await startFrameSource();
  const times = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const browser = await launchBareChromium(extensionPath);
    const page = await browser.openPage(`http://127.0.0.1:${port}/`);
    await page.evaluate(`new Promise((resolve) => {
      const socket = new WebSocket('ws://127.0.0.1:${port}/?frames=${FRAMES}&size=100');
      socket.binaryType = 'arraybuffer';
      let left = ${FRAMES};
      socket.onmessage = () => { if (--left === 0) resolve(); };
      socket.onopen = () => socket.send('go');
    })`);
    const panel = await openPanelOn(browser);
    await panel.waitFor(`${panelCounts}.frames >= ${FRAMES}`);
    const firstRow = await panel.evaluate('firstRowAt');
    times.push(firstRow);
    console.log(`round ${round}: first row after ${Math.round(firstRow)} ms`);
    await browser.close();
  }
  console.log(`first row ${spread(times)} ms`);
  return { unit: 'ms', bound: BOUND_MS, firstRow: median(times) };
}
