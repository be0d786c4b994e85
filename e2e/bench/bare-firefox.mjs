// @ts-check
/** Firefox with or without the extension, and what the process of a page has used of the CPU. */
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { launchFirefox } from '../support/firefox.mjs';
import { openToolbox } from '../support/firefox-scope.mjs';

/** Clock ticks a second in `/proc`; the same on every Linux that runs here. */
const TICKS = 100;

/** @param {boolean} observed @returns {Promise<import('./measuring.mjs').MeasuredBrowser>} */
export async function launchBareFirefox(observed) {
  const driver = await launchFirefox({ extension: observed });
  return {
    async openPage(url) {
      const page = await driver.openPage(url);
      const pid = await driver.chrome(() => {
        const { gBrowser } = /** @type {any} */ (globalThis);
        return /** @type {number} */ (gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.osPid);
      });
      return {
        evaluate: (expression) => page.evaluate(asFunction(expression)),
        openDevTools: async () => {
          if (!observed) return driver.chrome(openToolbox);
          const panel = await driver.openPanel(page);
          return { evaluate: (expression) => panel.evaluate(asFunction(expression)) };
        },
        // Firefox tells no heap alone, so all that the process has to itself, once it falls no more.
        heapBytes: async () => {
          await driver.chrome(minimizeMemory);
          for (let before = Number.POSITIVE_INFINITY; ; ) {
            const now = await privateBytes(pid);
            if (now > before - 2 ** 20) return now;
            before = now;
            await setTimeout(500);
          }
        },
        cpuSeconds: async () => {
          // man 5 proc: after the name in parentheses, utime and stime are the 12th and the 13th.
          const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
          return (Number(fields[11]) + Number(fields[12])) / TICKS;
        },
      };
    },
    close: () => driver.close(),
  };
}

/** Asks all processes of pages to collect their garbage. */
function minimizeMemory() {
  /** @type {any} */ (globalThis).Services.obs.notifyObservers(null, 'child-mmu-request');
}

/** @param {number} pid */
async function privateBytes(pid) {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kibibytes = [...text.matchAll(/^Private_\w+: +(\d+) kB$/gm)].map((match) => Number(match[1]));
  return kibibytes.reduce((sum, each) => sum + each, 0) * 1024;
}

/** The driver sends a function as its text, and this has one too. @param {string} expression @returns {any} */
function asFunction(expression) {
  return { toString: () => `async () => (${expression})` };
}
