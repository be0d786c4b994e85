// @ts-check
/**
 * What the extension costs the inspected page while no panel is open, as a ratio to a browser without it: main-thread
 * CPU in Chromium, CPU of the page's process in Firefox, which tells no more. Fresh browsers in turn, the ratio within
 * each round, then the median. Playwright's page is not used: its Network domain alone doubles the cost of receiving
 * and would hide what the extension adds.
 */
import { startFrameSource } from './frame-source.mjs';
import { BROWSERS, launch } from './observed-browsers.mjs';
import { median, spread } from './measuring.mjs';
import { workloads } from './page-workloads.mjs';

const ROUNDS = 7;

/**
 * Microseconds of CPU a frame, for each workload.
 * @param {string} name @param {number} port @param {boolean} observed
 */
async function measure(name, port, observed) {
  const browser = await launch(name, observed);
  const page = await browser.openPage(`http://127.0.0.1:${port}/`);
  /** @param {import('./page-workloads.mjs').Workload} workload */
  const cost = async ({ script, frames }) => {
    const before = await page.cpuSeconds();
    await page.evaluate(script(port));
    // Deferred work, such as posted messages, is charged to what caused it.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 100))');
    return ((await page.cpuSeconds()) - before) * (1e6 / frames);
  };
  const [first] = workloads;
  // The first run compiles, in the page and in the extension.
  if (first) await cost(first);
  /** @type {number[]} */
  const costs = [];
  for (const workload of workloads) costs.push(await cost(workload));
  await browser.close();
  return costs;
}

export async function run() {
  const port = await startFrameSource();
  /** @type {Record<string, Record<string, number>>} */
  const results = {};
  for (const browser of BROWSERS) {
    const ratios = workloads.map(() => /** @type {number[]} */ ([]));
    for (let round = 1; round <= ROUNDS; round++) {
      const bare = await measure(browser, port, false);
      const observed = await measure(browser, port, true);
      const told = workloads.map(({ name }, i) => {
        ratios[i]?.push((observed[i] ?? 0) / (bare[i] ?? 0));
        return `${name} ${bare[i]?.toFixed(2)} → ${observed[i]?.toFixed(2)} µs`;
      });
      console.log(`${browser}, round ${round}: ${told.join(', ')}`);
    }
    for (const [i, { name, bound }] of workloads.entries()) {
      console.log(`${browser}, ${name}: ${spread(ratios[i] ?? [])} times the bare socket, bound ${bound}`);
    }
    results[browser] = Object.fromEntries(workloads.map(({ name }, i) => [name, median(ratios[i] ?? [])]));
  }
  return {
    unit: 'ratio to the bare socket',
    bounds: Object.fromEntries(workloads.map(({ name, bound }) => [name, bound])),
    ...results,
  };
}
