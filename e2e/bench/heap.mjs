// @ts-check
/** Memory that frames take beside their payloads: in the store alone, in Node, and in the panel, in both browsers. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { BROWSERS, openRecordedPanel } from './recorded-panel.mjs';

const FRAMES = 1_000_000;
const SIZE = 100;
/** Frames before the first look at the panel's memory. */
const WARM_UP = 100_000;
/** Frames of one batch, as the hook sends them. */
const BATCH = 256;
const BOUNDS = { store: 64, panel: 150 };

/** @returns {Promise<typeof import('../../src/frame-store/frame-store.ts')>} */
async function loadStore() {
  const entry = fileURLToPath(new URL('../../src/frame-store/frame-store.ts', import.meta.url));
  const built = /** @type {any} */ (
    await build({
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      build: { write: false, lib: { entry, formats: ['es'] } },
    })
  );
  const [{ code }] = (Array.isArray(built) ? built[0] : built).output;
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

async function storeOverhead() {
  const { FrameStore } = await loadStore();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const used = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  const store = new FrameStore();
  for (let frame = 0; frame < FRAMES; frame += BATCH) {
    const count = Math.min(BATCH, FRAMES - frame);
    const lengths = new Uint32Array(count).fill(SIZE);
    store.append(
      {
        count,
        connection: new Uint32Array(count),
        time: new Float64Array(count),
        flags: new Uint8Array(count),
        length: lengths,
        stored: lengths,
        buffered: new Uint32Array(count),
        bytes: new Uint8Array(count * SIZE),
      },
      (connection) => connection,
      0,
    );
  }
  const bytes = used() - before - store.payloadBytes;
  return { perFrame: bytes / FRAMES, counted: (store.heldBytes - store.payloadBytes) / FRAMES };
}

/** Bytes that the page of the panel holds in Chromium, buffers included. @param {any} browser */
async function usedInChromium(browser) {
  const page = browser.context.pages().find((/** @type {any} */ page) => page.url().includes('panel.html'));
  const session = await browser.context.newCDPSession(page);
  await session.send('HeapProfiler.enable');
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const usage = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usage.usedSize + usage.embedderHeapUsedSize + usage.backingStorageSize;
}

/** Bytes that the process of the extension's pages has in its heaps in Firefox. @param {any} browser */
function usedInFirefox(browser) {
  return browser.chrome(async () => {
    const { Cc, Ci } = /** @type {any} */ (globalThis);
    const manager = Cc['@mozilla.org/memory-reporter-manager;1'].getService(Ci.nsIMemoryReporterManager);
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => manager.minimizeMemoryUsage(() => resolve(null)));
    }
    let bytes = 0;
    await new Promise((resolve) => {
      manager.getReports(
        (
          /** @type {string} */ process,
          /** @type {string} */ path,
          /** @type {number} */ _kind,
          /** @type {number} */ units,
          /** @type {number} */ amount,
        ) => {
          const isBytes = units === Ci.nsIMemoryReporter.UNITS_BYTES;
          if (isBytes && /extension/i.test(process) && path.startsWith('explicit/')) bytes += amount;
        },
        null,
        () => resolve(null),
        null,
        false,
      );
    });
    return bytes;
  });
}

export async function run() {
  const store = await storeOverhead();
  console.log(
    `store: ${store.perFrame.toFixed(1)} bytes a frame beside its payload (it counts ${store.counted.toFixed(1)})`,
  );
  /** @type {Record<string, number>} */
  const panel = {};
  for (const [name, launch] of Object.entries(BROWSERS)) {
    const browser = await launch();
    const { record, waitForFrames } = await openRecordedPanel(browser, 0, SIZE);
    const used = () => (name === 'chromium' ? usedInChromium(browser) : usedInFirefox(browser));
    // What is compiled and allocated once belongs to no frame.
    await record(WARM_UP);
    await waitForFrames(WARM_UP);
    const before = await used();
    await record(FRAMES);
    await waitForFrames(WARM_UP + FRAMES);
    const perFrame = ((await used()) - before) / FRAMES - SIZE;
    panel[name] = Math.round(perFrame * 10) / 10;
    console.log(`${name}: ${perFrame.toFixed(1)} bytes a frame beside its payload in the panel`);
    await browser.close();
  }
  return { unit: 'bytes a frame', bounds: BOUNDS, store: Math.round(store.perFrame * 10) / 10, panel };
}
