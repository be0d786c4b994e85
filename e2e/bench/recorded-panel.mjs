// @ts-check
/** The real panel in a tab, on a document that has recorded many frames. */
import { launchChromium } from '../support/chromium.mjs';
import { launchFirefox } from '../support/firefox.mjs';
import { speakAsDocument } from '../support/recorded-document.mjs';
import { waitFor } from '../support/waiting.mjs';
import { panelCounts } from './panel-tab.mjs';

/** How long the panel may take to take in the frames, in milliseconds. */
const PATIENCE = 120_000;

/** @typedef {import('../support/driver.d.ts').Surface} Surface */
/** @typedef {Awaited<ReturnType<typeof launchChromium>> | Awaited<ReturnType<typeof launchFirefox>>} Browser */

/** @type {Readonly<Record<string, () => Promise<Browser>>>} */
export const BROWSERS = { chromium: () => launchChromium(), firefox: () => launchFirefox() };

/**
 * @param {Browser} browser
 * @param {number} frames there at first
 * @param {number} size bytes of each
 */
export async function openRecordedPanel(browser, frames, size) {
  const recorded = await browser.openExtensionPage('tester.html');
  await recorded.evaluate(speakAsDocument, frames, size);
  const tabId = await recorded.evaluate(async () => {
    const { tabs } = /** @type {any} */ (globalThis).chrome;
    return /** @type {number} */ ((await tabs.getCurrent()).id);
  });
  const panel = await browser.openExtensionPage(`panel.html?tabId=${tabId}`);
  /** @param {number} count */
  const waitForFrames = (count) =>
    waitFor(
      `${count} frames in the panel`,
      async () =>
        (await panel.evaluate(/** @type {any} */ ({ toString: () => `() => ${panelCounts}` }))).frames >=
        count,
      PATIENCE,
    );
  if (frames > 0) await waitForFrames(frames);
  return {
    panel,
    waitForFrames,
    /** @param {number} more */
    record: (more) => recorded.evaluate((more) => /** @type {any} */ (globalThis).recordMore(more), more),
  };
}

/** Metrics count from when they were asked for first. @type {WeakMap<Browser, import('playwright').CDPSession>} */
const sessions = new WeakMap();

/** @param {import('playwright').BrowserContext} context */
async function openMetrics(context) {
  const page = context.pages().find((page) => page.url().includes('panel.html'));
  if (!page) throw new Error('there is no panel');
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
}

/**
 * Seconds of CPU that the panel has used so far: its main thread in Chromium; in Firefox, which tells no more, all of
 * the process of the extension's pages. Unlike the time of a clock it does not depend on what else the machine does.
 * @param {Browser} browser
 * @returns {Promise<number>}
 */
export async function panelCpu(browser) {
  if ('context' in browser) {
    const session = sessions.get(browser) ?? (await openMetrics(browser.context));
    sessions.set(browser, session);
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  }
  const nanoseconds = await browser.chrome(async () => {
    const { ChromeUtils } = /** @type {any} */ (globalThis);
    const { children } = await ChromeUtils.requestProcInfo();
    return children.find((/** @type {{ type: string }} */ { type }) => type === 'extension').cpuTime;
  });
  return nanoseconds / 1e9;
}
