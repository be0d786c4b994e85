// @ts-check
/** What the extension costs a page that opens no socket: time of its scripts at the start, and what it holds. */
import { startFrameSource } from './frame-source.mjs';
import { median, spread } from './measuring.mjs';
import { BROWSERS, launch } from './observed-browsers.mjs';

const ROUNDS = 7;
const LOADS = 20;

/** Loads frames of the page's own origin one after another: each is a document of its own, with all that a page has. */
const load = `(async () => {
  for (let i = 0; i < ${LOADS}; i++) {
    const frame = document.body.appendChild(document.createElement('iframe'));
    await new Promise((resolve) => { frame.onload = resolve; frame.src = '/?' + Math.random(); });
  }
})()`;

/** @param {string} name @param {number} port @param {boolean} observed */
async function measure(name, port, observed) {
  const browser = await launch(name, observed);
  const page = await browser.openPage(`http://127.0.0.1:${port}/`);
  await page.evaluate(load);
  const held = await page.heapBytes();
  const used = await page.cpuSeconds();
  await page.evaluate(load);
  const cost = {
    ms: ((await page.cpuSeconds()) - used) * (1e3 / LOADS),
    bytes: ((await page.heapBytes()) - held) / LOADS,
  };
  await browser.close();
  return cost;
}

export async function run() {
  const port = await startFrameSource();
  /** @type {Record<string, unknown>} */
  const results = {};
  for (const name of BROWSERS) {
    const ms = [];
    const bytes = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const bare = await measure(name, port, false);
      const observed = await measure(name, port, true);
      ms.push(observed.ms - bare.ms);
      bytes.push((observed.bytes - bare.bytes) / 1024);
    }
    console.log(`${name}: a document without sockets costs ${spread(ms)} ms and ${spread(bytes)} KiB more`);
    results[name] = { ms: median(ms), kibibytes: median(bytes) };
  }
  return results;
}
