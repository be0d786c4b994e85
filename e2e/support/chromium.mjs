// @ts-check
/** Drives Chromium: pages by Playwright, the panel inside DevTools over the bare protocol, which Playwright hides. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { findBrowser } from './browsers.mjs';
import { Cdp } from './cdp.mjs';
import { openPanel } from './chromium-devtools.mjs';
import { waitFor } from './waiting.mjs';

/** @typedef {import('./driver.d.ts').Driver} Driver */
/** @typedef {import('./driver.d.ts').InspectedPage} InspectedPage */
/** @typedef {import('./driver.d.ts').Surface} Surface */

const EXTENSION = fileURLToPath(new URL('../../dist/chrome', import.meta.url));

/**
 * @param {{ headless?: boolean, extensions?: string[], alongside?: string[] }} [options] `alongside`: fixtures that are
 * extensions too
 * @returns {Promise<Driver & { context: import('playwright').BrowserContext }>}
 */
export async function launchChromium({ headless = true, extensions = [EXTENSION], alongside = [] } = {}) {
  const profile = await mkdtemp(join(tmpdir(), 'socketscope-chromium-'));
  const fixtures = alongside.map((name) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)));
  const loaded = [...extensions, ...fixtures].join(',');
  const context = await chromium
    .launchPersistentContext(profile, {
      executablePath: await findBrowser('chromium'),
      headless: false,
      viewport: null,
      // People have the back/forward cache too.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        ...(headless ? ['--headless=new', '--window-size=1200,800'] : ['--window-size=1400,900']),
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--remote-debugging-port=0',
        ...(loaded ? [`--disable-extensions-except=${loaded}`, `--load-extension=${loaded}`] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
      ],
    })
    .catch(async (error) => {
      await rm(profile, { recursive: true, force: true });
      throw error;
    });
  const extensionOrigin = `chrome-extension://${unpackedId(EXTENSION)}`;
  /** @type {string[]} */
  const errors = [];
  context.on('weberror', (error) => {
    if (error.page()?.url().startsWith(extensionOrigin)) errors.push(error.error().stack ?? '');
  });
  /** @type {Promise<Cdp> | undefined} */
  let connection;
  const cdp = () => (connection ??= connect(profile));

  /** @type {WeakMap<InspectedPage, import('playwright').Page>} */
  const pages = new WeakMap();
  /** @type {WeakMap<Surface, import('playwright').Page>} */
  const extensionPages = new WeakMap();

  /** @param {string} url @returns {Promise<InspectedPage>} */
  async function openPage(url) {
    const page = await context.newPage();
    if (url.startsWith('https:')) {
      const session = await context.newCDPSession(page);
      await session.send('Security.setIgnoreCertificateErrors', { ignore: true });
    }
    await page.goto(url);
    /** @type {InspectedPage} */
    const opened = {
      ...evaluating(page),
      goto: async (to) => void (await page.goto(to)),
      reload: async () => void (await page.reload()),
      tabId: () => tabIdOf(page),
      screenshot: () => page.screenshot(),
      close: () => page.close(),
    };
    pages.set(opened, page);
    return opened;
  }

  /** @param {InspectedPage} inspected */
  async function openPanelOn(inspected) {
    const page = pages.get(inspected);
    if (!page) throw new Error('the page was opened by another driver');
    const session = await context.newCDPSession(page);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    await session.detach();
    return openPanel(await cdp(), targetInfo.targetId, (error) => errors.push(error));
  }

  /**
   * The tab's number for the extension. Without the `tabs` permission a tab's URL is hidden, but its title is not
   * needed either: the page is brought to the front and the active tab asked for.
   * @param {import('playwright').Page} page
   */
  async function tabIdOf(page) {
    const helper = await context.newPage();
    await helper.goto(`${extensionOrigin}/tester.html`);
    await page.bringToFront();
    const id = await helper.evaluate(async () => {
      const api = /** @type {any} */ (globalThis).chrome;
      const [tab] = await api.tabs.query({ active: true, lastFocusedWindow: true });
      return tab.id;
    });
    await helper.close();
    return id;
  }

  /** @param {string} path @returns {Promise<Surface>} */
  async function openExtensionPage(path) {
    const page = await context.newPage();
    await page.goto(`${extensionOrigin}/${path}`);
    /** @type {Surface} */
    const surface = {
      ...evaluating(page),
      clickAt: (x, y) => page.mouse.click(x, y),
      press: async (...keys) => {
        for (const key of keys) await page.keyboard.press(key);
      },
      type: (text) => page.keyboard.type(text),
      screenshot: () => page.screenshot(),
      close: () => page.close(),
    };
    extensionPages.set(surface, page);
    return surface;
  }

  return {
    name: 'chromium',
    context,
    closed: new Promise((resolve) => context.once('close', resolve)),
    openPage,
    openExtensionPage,
    async setPixelRatio(surface, ratio) {
      const page = extensionPages.get(surface);
      if (!page) throw new Error('this is no page of the extension in a tab');
      const session = await context.newCDPSession(page);
      const metrics = { width: 0, height: 0, deviceScaleFactor: ratio, mobile: false };
      await session.send('Emulation.setDeviceMetricsOverride', metrics);
    },
    tabs: async () => context.pages().map((page) => page.url()),
    openPanel: openPanelOn,
    stopBackground: async () => {},
    takeErrors: async () => errors.splice(0),
    closeBlankTabs: async () => {
      for (const page of context.pages()) if (page.url() === 'about:blank') await page.close();
    },
    async close() {
      (await connection)?.close();
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** @param {string} profile */
async function connect(profile) {
  const file = join(profile, 'DevToolsActivePort');
  const [port, path] = await waitFor('debugging port', async () => {
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    return lines.length > 1 && lines;
  });
  return Cdp.connect(`ws://127.0.0.1:${port}${path}`);
}

/** @param {import('playwright').Page} page @returns {{ evaluate: import('./driver.d.ts').Evaluate }} */
function evaluating(page) {
  return { evaluate: (run, ...args) => page.evaluate(`(${run})(...${JSON.stringify(args)})`) };
}

/** The id that Chromium gives to an unpacked extension: the hash of its path, in letters. @param {string} path */
export function unpackedId(path) {
  const hex = createHash('sha256').update(path).digest('hex').slice(0, 32);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
