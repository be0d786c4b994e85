// @ts-check
/**
 * What the extension costs the inspected page while no panel is open: main-thread CPU per 100-byte frame, as a ratio
 * to a browser without it. Fresh browsers in turn, the ratio within each round, then the median. Playwright's page is
 * not used: its Network domain alone doubles the cost of receiving and would hide what the extension adds.
 */
import { launchBareChromium } from './bare-chromium.mjs';
import { startFrameSource } from './frame-source.mjs';
import { extensionPath, median, spread } from './measuring.mjs';

const ROUNDS = 7;
const FRAMES = 60_000;
const SIZE = 100;
/** The bounds that the medians must stay under. */
const BOUNDS = { receive: 2, send: 2 };

/** @param {number} port @param {string | null} extension */
async function measure(port, extension) {
  const browser = await launchBareChromium(extension);
  const page = await browser.openPage(`http://127.0.0.1:${port}/`);
  /** @param {string} work */
  const cost = async (work) => {
    const before = await page.mainThreadSeconds();
    await page.evaluate(work);
    // Deferred work, such as posted messages, is charged to what caused it.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 100))');
    return ((await page.mainThreadSeconds()) - before) * (1e6 / FRAMES);
  };
  const receiveAll = `new Promise((resolve) => {
    const socket = new WebSocket('ws://127.0.0.1:${port}/?frames=${FRAMES}&size=${SIZE}');
    socket.binaryType = 'arraybuffer';
    let left = ${FRAMES};
    socket.onmessage = () => { if (--left === 0) { socket.close(); resolve(); } };
    socket.onopen = () => socket.send('go');
  })`;
  const sendAll = `(async () => {
    const socket = new WebSocket('ws://127.0.0.1:${port}/');
    await new Promise((resolve) => { socket.onopen = resolve; });
    const frame = new Uint8Array(${SIZE});
    for (let i = 1; i <= ${FRAMES}; i++) {
      socket.send(frame);
      if (i % 1000 === 0) while (socket.bufferedAmount > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    socket.close();
  })()`;
  await cost(receiveAll);
  const result = { receive: await cost(receiveAll), send: await cost(sendAll) };
  await browser.close();
  return result;
}

export async function run() {
  const port = await startFrameSource();
  /** @type {{ receive: number[], send: number[] }} */
  const ratios = { receive: [], send: [] };
  for (let round = 1; round <= ROUNDS; round++) {
    const bare = await measure(port, null);
    const observed = await measure(port, extensionPath);
    for (const way of /** @type {const} */ (['receive', 'send'])) {
      ratios[way].push(observed[way] / bare[way]);
      console.log(
        `round ${round} ${way}: ${bare[way].toFixed(2)} µs a frame bare, ${observed[way].toFixed(2)} µs observed`,
      );
    }
  }
  console.log(`receive ${spread(ratios.receive)}, send ${spread(ratios.send)} times the bare socket`);
  return {
    unit: 'ratio to the bare socket',
    bounds: BOUNDS,
    receive: median(ratios.receive),
    send: median(ratios.send),
  };
}
