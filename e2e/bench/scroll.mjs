// @ts-check
/**
 * Frames a second that the panel draws while 1,000,000 rows are scrolled, at rest and with 1,000 more frames coming
 * each second. Counted by the panel's own animation frames; the bound is for the slowest twentieth of them. On a busy
 * machine compare with what it gives without scrolling, and look at the CPU that a drawn frame takes.
 */
import { BROWSERS, openRecordedPanel, panelCpu } from './recorded-panel.mjs';

const FRAMES = 1_000_000;
const SECONDS = 5;
const BOUND_FPS = 55;
const ARRIVING = 1_000;
/** How often new frames are let go, in milliseconds. */
const PACE = 50;

/**
 * Runs in the panel. Steps as a wheel makes them, and now and then a long way as when the scroll bar is dragged.
 * @param {number} seconds
 * @param {boolean} isScrolled without it, what the machine itself gives
 * @returns {Promise<number[]>} milliseconds between animation frames
 */
function scrollAway(seconds, isScrolled) {
  const list = document.querySelector('[role=grid][aria-label=Frames]');
  if (!list) throw new Error('there is no list');
  list.scrollTop = list.scrollHeight / 3;
  return new Promise((resolve) => {
    /** @type {number[]} */
    const gaps = [];
    let last = 0;
    const began = performance.now();
    const draw = (/** @type {number} */ now) => {
      if (last > 0) gaps.push(now - last);
      last = now;
      if (isScrolled) list.scrollTop += gaps.length % 60 === 59 ? 100_000 : 53;
      if (now - began < seconds * 1_000) requestAnimationFrame(draw);
      else resolve(gaps);
    };
    requestAnimationFrame(draw);
  });
}

/** @param {number[]} gaps */
function told(gaps) {
  const sorted = gaps.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ part) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  return {
    fps: Math.round(1_000 / at(0.5)),
    fpsAt5th: Math.round((1_000 / at(0.95)) * 10) / 10,
    worstMs: Math.round(at(1 - 1e-9)),
  };
}

export async function run() {
  /** @type {Record<string, unknown>} */
  const results = {};
  for (const [name, launch] of Object.entries(BROWSERS)) {
    const browser = await launch();
    const { panel, record } = await openRecordedPanel(browser, FRAMES, 100);
    const measure = async (/** @type {boolean} */ isScrolled) => {
      const before = await panelCpu(browser);
      const gaps = await panel.evaluate(scrollAway, SECONDS, isScrolled);
      const cpuMs = (((await panelCpu(browser)) - before) * 1_000) / gaps.length;
      return { ...told(gaps), cpuMsPerFrame: Math.round(cpuMs * 10) / 10 };
    };
    const control = await measure(false);
    const atRest = await measure(true);
    const scrolling = measure(true);
    const began = performance.now();
    for (let released = 0; performance.now() - began < SECONDS * 1_000; ) {
      const due = Math.floor(((performance.now() - began) / 1_000) * ARRIVING) - released;
      await record(due);
      released += due;
      await new Promise((resolve) => setTimeout(resolve, PACE));
    }
    const whileComing = await scrolling;
    console.log(`${name}: not scrolled ${JSON.stringify(control)}`);
    console.log(`${name}: scrolled ${JSON.stringify(atRest)}`);
    console.log(`${name}: scrolled while frames come ${JSON.stringify(whileComing)}`);
    results[name] = { control, atRest, whileComing };
    await browser.close();
  }
  return { bound: { fpsAt5th: BOUND_FPS }, results };
}
