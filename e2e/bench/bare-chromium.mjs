// @ts-check
/** Chromium over the bare DevTools protocol, with no domain enabled that would itself cost the page something. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../support/browsers.mjs';
import { Cdp } from '../support/cdp.mjs';
import { unpackedId } from '../support/chromium.mjs';
import { openDevTools, openPanel } from '../support/chromium-devtools.mjs';
import { waitFor } from '../support/waiting.mjs';

const FLAGS = [
  '--headless=new',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** How long a page may take to get somewhere, in milliseconds. */
const PATIENCE = 60_000;

/** @param {string | null} extension path of the unpacked extension to load */
export async function launchBareChromium(extension) {
  const profile = await mkdtemp(join(tmpdir(), 'socketscope-bench-'));
  const load = extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : [];
  const child = spawn(
    await findBrowser('chromium'),
    [...FLAGS, ...load, `--user-data-dir=${profile}`, 'about:blank'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const cdp = await Cdp.connect(await debuggerUrl(child));

  /** @param {string} url @param {string} [early] runs in the page before its own scripts */
  async function openPage(url, early) {
    const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank' });
    const sessionId = await cdp.attach(targetId);
    if (early) {
      await cdp.send('Page.enable', {}, sessionId);
      await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: early }, sessionId);
    }
    await cdp.send('Page.navigate', { url }, sessionId);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' }, sessionId);
    const evaluate = (/** @type {string} */ expression) => cdp.evaluate(sessionId, expression);
    /** @param {string} expression @returns {Promise<unknown>} */
    const waitUntil = (expression) => waitFor(expression, () => evaluate(expression), PATIENCE);
    await waitUntil('location.href !== "about:blank" && document.readyState === "complete"');
    return {
      evaluate,
      waitFor: waitUntil,
      /** Opens DevTools: on the panel, if the extension is there, else on what they show first. */
      openDevTools: async () => {
        if (!extension) return void (await openDevTools(cdp, targetId));
        const panel = await openPanel(cdp, targetId, (error) => console.error(error));
        return {
          evaluate: (/** @type {string} */ expression) =>
            panel.evaluate(/** @type {any} */ ({ toString: () => `() => (${expression})` })),
        };
      },
      /** Bytes that the page's scripts hold after garbage is collected, those of array buffers included. */
      heapBytes: async () => {
        await cdp.send('HeapProfiler.collectGarbage', {}, sessionId);
        const { usedSize, backingStorageSize } = await cdp.send('Runtime.getHeapUsage', {}, sessionId);
        return usedSize + backingStorageSize;
      },
      cpuSeconds: async () => {
        const { metrics } = await cdp.send('Performance.getMetrics', {}, sessionId);
        return metrics.find((/** @type {{ name: string }} */ { name }) => name === 'TaskDuration').value;
      },
    };
  }

  return {
    openPage,
    /** @param {string} path a page of the extension @param {string} [early] */
    openExtensionPage: (path, early) =>
      openPage(`chrome-extension://${unpackedId(extension ?? '')}/${path}`, early),
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      await cdp.send('Browser.close');
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
function debuggerUrl(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('exit', () => reject(new Error(`Chromium ended: ${output}`)));
    child.stderr?.on('data', (data) => {
      output += data;
      const url = /DevTools listening on (ws:\S+)/.exec(output)?.[1];
      if (url) resolve(url);
    });
  });
}
