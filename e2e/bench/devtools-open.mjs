// @ts-check
/**
 * What the panel costs the inspected page while it is open, against the same page under DevTools without the
 * extension: CPU of a stream of 10,000 frames a second, frames of a game loop that take long, and how long after a
 * flood its last frame is on the screen.
 */
import { startFrameSource } from './frame-source.mjs';
import { median, spread } from './measuring.mjs';
import { receive } from './page-workloads.mjs';
import { BROWSERS, launch } from './observed-browsers.mjs';
import { panelCounts } from './panel-tab.mjs';

const ROUNDS = 5;
const STREAM = { frames: 50_000, rate: 10_000 };
const FLOOD = 50_000;

/** Sixty drawn frames a second and 500 received ones, for eight seconds; gives the times between drawn frames in ms. */
const gameLoop = (/** @type {number} */ port) => `new Promise((resolve) => {
  const socket = new WebSocket('ws://127.0.0.1:${port}/?frames=4000&size=100&rate=500');
  socket.binaryType = 'arraybuffer';
  let left = 4000, state = 0, before = 0;
  const gaps = [];
  const draw = (now) => {
    if (before) gaps.push(now - before);
    before = now;
    for (let i = 0; i < 20000; i++) state = (state * 31 + i) >>> 0;
    if (socket.readyState === 1) socket.send(new Uint8Array(100).fill(state));
    if (left > 0) requestAnimationFrame(draw); else resolve(gaps);
  };
  socket.onmessage = () => { if (--left === 0) socket.close(); };
  socket.onopen = () => { socket.send('go'); requestAnimationFrame(draw); };
})`;

/** @param {string} name @param {number} port @param {boolean} observed */
async function measure(name, port, observed) {
  const browser = await launch(name, observed);
  const page = await browser.openPage(`http://127.0.0.1:${port}/`);
  const panel = await page.openDevTools();
  await page.evaluate(receive(port, 5_000, 0));
  const before = await page.cpuSeconds();
  await page.evaluate(receive(port, STREAM.frames, STREAM.rate));
  const cost = ((await page.cpuSeconds()) - before) * (1e6 / STREAM.frames);
  const gaps = /** @type {number[]} */ (await page.evaluate(gameLoop(port)));
  const long = gaps.filter((gap) => gap > 50).length;
  let behind = Number.NaN;
  let lost = 0;
  if (panel) {
    const counts = async () =>
      /** @type {{ frames: number, lost: number }} */ (await panel.evaluate(panelCounts));
    const { frames } = await counts();
    await page.evaluate(receive(port, FLOOD, 0));
    const arrived = performance.now();
    for (;;) {
      const now = await counts();
      lost = now.lost;
      if (now.frames + now.lost >= frames + FLOOD) break;
    }
    behind = performance.now() - arrived;
  }
  await browser.close();
  return { cost, long, drawn: gaps.length, behind, lost };
}

export async function run() {
  const port = await startFrameSource();
  /** @type {Record<string, unknown>} */
  const results = {};
  for (const browser of BROWSERS) {
    const rounds = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const bare = await measure(browser, port, false);
      const observed = await measure(browser, port, true);
      rounds.push({ bare, observed });
      console.log(
        `${browser}, round ${round}: ${bare.cost.toFixed(2)} → ${observed.cost.toFixed(2)} µs a frame; ` +
          `${bare.long} of ${bare.drawn} → ${observed.long} of ${observed.drawn} drawn frames over 50 ms; ` +
          `last of ${FLOOD} on the screen after ${Math.round(observed.behind)} ms, ${observed.lost} lost`,
      );
    }
    const ratios = rounds.map(({ bare, observed }) => observed.cost / bare.cost);
    const behind = rounds.map(({ observed }) => observed.behind);
    console.log(`${browser}: ${spread(ratios)} times DevTools alone, last frame after ${spread(behind)} ms`);
    results[browser] = {
      ratio: median(ratios),
      lastFrameMs: median(behind),
      longFrames: median(rounds.map(({ observed }) => observed.long)),
      longFramesBare: median(rounds.map(({ bare }) => bare.long)),
      lost: Math.max(...rounds.map(({ observed }) => observed.lost)),
    };
  }
  return { bounds: { ratio: 2, lastFrameMs: 500, longFramesMoreThanBare: 0, lost: 0 }, ...results };
}
