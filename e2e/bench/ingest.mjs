// @ts-check
/** Whether the panel takes in a steady stream without losing a frame: 100-byte frames, received by the page. */
import { launchBareChromium } from './bare-chromium.mjs';
import { startFrameSource } from './frame-source.mjs';
import { extensionPath } from './measuring.mjs';
import { openPanelOn, panelCounts } from './panel-tab.mjs';

const SECONDS = 10;
/** Frames a second; the first is the bound without a lost frame. */
const RATES = [10_000, 20_000, 50_000];

export async function run() {
  const port = await startFrameSource();
  const results = [];
  for (const rate of RATES) {
    const frames = rate * SECONDS;
    const browser = await launchBareChromium(extensionPath);
    const page = await browser.openPage(`http://127.0.0.1:${port}/`);
    const panel = await openPanelOn(browser);
    const took = await page.evaluate(`new Promise((resolve) => {
      const socket = new WebSocket('ws://127.0.0.1:${port}/?frames=${frames}&size=100&rate=${rate}');
      socket.binaryType = 'arraybuffer';
      let left = ${frames}, started;
      socket.onmessage = () => { if (--left === 0) resolve(performance.now() - started); };
      socket.onopen = () => { started = performance.now(); socket.send('go'); };
    })`);
    const arrived = performance.now();
    await panel.waitFor(`${panelCounts}.frames >= ${frames}`);
    const behind = Math.round(performance.now() - arrived);
    const { lost } = await panel.evaluate(panelCounts);
    const actual = Math.round(frames / (took / 1000));
    console.log(`${frames} frames at ${actual}/s: ${lost} lost, all on screen ${behind} ms after the last`);
    results.push({ rate: actual, frames, lost, behindMs: behind });
    await browser.close();
  }
  return { bounds: { lostAt10000: 0 }, results };
}
