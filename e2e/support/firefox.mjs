// @ts-check
/**
 * Drives Firefox over WebDriver BiDi. Its toolbox belongs to the browser's own interface, which BiDi reaches in the
 * scope "chrome"; the panel's document has no id there, so `exposeViews` gives it one.
 */
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { findBrowser } from './browsers.mjs';
import {
  closeToolbox,
  exposeViews,
  extensionUrl,
  openToolbox,
  removeBlankTabs,
  selectPanel,
  selectedTabId,
  setPixelRatio,
  stopBackground,
  tabUrls,
  takeErrors,
  trustAll,
} from './firefox-scope.mjs';
import { waitFor } from './waiting.mjs';

/** @typedef {import('./driver.d.ts').Driver} Driver */
/** @typedef {import('./driver.d.ts').InspectedPage} InspectedPage */
/** @typedef {import('./driver.d.ts').Surface} Surface */

const EXTENSION = fileURLToPath(new URL('../../dist/firefox', import.meta.url));

/**
 * @param {{ headless?: boolean, preferences?: Record<string, unknown>, extension?: boolean, alongside?: string[] }} [options]
 * `alongside`: fixtures that are extensions too
 * @returns {Promise<Driver & { extensionId: string, chrome: import('./driver.d.ts').Evaluate }>}
 */
export async function launchFirefox({
  headless = true,
  preferences = {},
  extension = true,
  alongside = [],
} = {}) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await findBrowser('firefox'),
    headless,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--remote-allow-system-access',
      ...(headless ? ['--width=1200', '--height=800'] : ['--width=1400', '--height=900']),
    ],
    defaultViewport: null,
    extraPrefsFirefox: { 'devtools.toolbox.footer.height': 420, ...preferences },
  });
  const extensionId = extension ? await browser.installExtension(EXTENSION) : '';
  for (const name of alongside) {
    await browser.installExtension(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)));
  }
  const bidi = /** @type {any} */ (browser).connection;
  const root = (await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' })).result.contexts[0]
    .context;

  /** @param {string} context @returns {import('./driver.d.ts').Evaluate} */
  const evaluateIn =
    (context) =>
    async (run, ...args) => {
      const { result } = await bidi.send('script.evaluate', {
        expression: `(async () => JSON.stringify({ value: await (${run})(...${JSON.stringify(args)}) }))()`,
        target: { context },
        awaitPromise: true,
        userActivation: true,
      });
      if (result.type !== 'success') throw new Error(result.exceptionDetails.text);
      return JSON.parse(result.result.value).value;
    };
  const chrome = evaluateIn(root);
  let wasStopped = false;

  /** @param {string} context @param {() => Promise<void>} close @returns {Surface} */
  const surface = (context, close) => ({
    evaluate: evaluateIn(context),
    clickAt: (x, y) =>
      bidi.send('input.performActions', {
        context,
        actions: [
          {
            type: 'pointer',
            id: 'mouse',
            parameters: { pointerType: 'mouse' },
            actions: [
              { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
              { type: 'pointerDown', button: 0 },
              { type: 'pointerUp', button: 0 },
            ],
          },
        ],
      }),
    press: async (...keys) => {
      for (const chord of keys)
        await typeKeys(
          context,
          chord.split('+').map((key) => KEYS[key] ?? key),
        );
    },
    type: async (text) => {
      for (const character of text) await typeKeys(context, [character]);
    },
    screenshot: async () => {
      const { result } = await bidi.send('browsingContext.captureScreenshot', { context });
      return Buffer.from(result.data, 'base64');
    },
    close,
  });

  /** @param {string} context @param {string[]} chord */
  const typeKeys = (context, chord) =>
    bidi.send('input.performActions', {
      context,
      actions: [
        {
          type: 'key',
          id: 'keyboard',
          actions: [
            ...chord.map((value) => ({ type: 'keyDown', value })),
            ...chord.toReversed().map((value) => ({ type: 'keyUp', value })),
          ],
        },
      ],
    });

  /** @type {WeakMap<InspectedPage, import('puppeteer-core').Page>} */
  const pages = new WeakMap();

  return {
    name: 'firefox',
    closed: new Promise((resolve) => browser.once('disconnected', resolve)),
    extensionId,
    chrome,
    async openPage(url) {
      const page = await browser.newPage();
      const isSecure = url.startsWith('https:');
      if (isSecure) await chrome(trustAll, true);
      await page.goto(url);
      if (isSecure) await chrome(trustAll, false);
      /** @type {InspectedPage} */
      const opened = {
        evaluate: (run, ...args) =>
          /** @type {Promise<any>} */ (page.evaluate(`(${run})(...${JSON.stringify(args)})`)),
        goto: async (to) => void (await page.goto(to)),
        reload: async () => void (await page.reload()),
        tabId: async () => {
          await page.bringToFront();
          return chrome(selectedTabId);
        },
        screenshot: async () => Buffer.from(await page.screenshot()),
        close: () => page.close(),
      };
      pages.set(opened, page);
      return opened;
    },
    async openPanel(page) {
      await pages.get(page)?.bringToFront();
      await chrome(openToolbox);
      await chrome(selectPanel, extensionId);
      const panel = await waitFor('document of the panel', async () =>
        (await chrome(exposeViews, extensionId)).find(({ type, tab }) => type === 'devtools_panel' && tab),
      );
      const { evaluate, ...rest } = surface(panel.context, async () => {
        await pages.get(page)?.bringToFront();
        await chrome(closeToolbox);
      });
      await waitFor('loaded panel', () =>
        evaluate(() => document.readyState === 'complete' && document.body.childElementCount > 0),
      );
      return { evaluate, ...rest };
    },
    async openExtensionPage(path) {
      const page = await browser.newPage();
      const url = await chrome(extensionUrl, extensionId, path);
      const context = /** @type {any} */ (page.mainFrame())._id;
      // Waiting for the load of a moz-extension: page never ends.
      await bidi.send('browsingContext.navigate', { context, url, wait: 'none' });
      const opened = surface(context, () => page.close());
      await waitFor(`loaded ${path}`, () =>
        opened
          .evaluate(() => location.protocol === 'moz-extension:' && document.readyState === 'complete')
          // The document before it is on its way out.
          .catch(() => false),
      );
      return opened;
    },
    setPixelRatio: (_, ratio) => chrome(setPixelRatio, ratio),
    tabs: () => chrome(tabUrls),
    stopBackground: async () => {
      wasStopped = true;
      await chrome(stopBackground, extensionId);
    },
    // What is ended in the middle of a message may throw: its window is gone, and nothing of it is left to be harmed.
    takeErrors: async () =>
      (await chrome(takeErrors, extensionId)).filter(
        (/** @type {string} */ error) =>
          !(wasStopped && error.startsWith('InvalidStateError: An exception was thrown')),
      ),
    closeBlankTabs: () => chrome(removeBlankTabs),
    close: () => browser.close(),
  };
}

/** @type {Record<string, string>} WebDriver's code points for keys. */
const KEYS = {
  Enter: '\uE007',
  Escape: '\uE00C',
  F3: '\uE033',
  Home: '\uE011',
  End: '\uE010',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  F2: '\uE032',
  Tab: '\uE004',
  Delete: '\uE017',
  Control: '\uE009',
  Shift: '\uE008',
};
