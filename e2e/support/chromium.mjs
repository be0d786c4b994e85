// @ts-check
/** Drives Chromium: pages by Playwright, the panel inside DevTools over the bare protocol, which Playwright hides. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { findBrowser } from '../../scripts/browsers.mjs';
import { Cdp } from './cdp.mjs';
import { waitFor } from './waiting.mjs';

/** @typedef {import('./driver.d.ts').Driver} Driver */
/** @typedef {import('./driver.d.ts').InspectedPage} InspectedPage */
/** @typedef {import('./driver.d.ts').Surface} Surface */

const EXTENSION = fileURLToPath(new URL('../../dist/chrome', import.meta.url));
const PANEL_TITLE = 'Socketscope';

/**
 * @param {{ headless?: boolean, extensions?: string[], onError?: (message: string) => void }} [options]
 * @returns {Promise<Driver & { context: import('playwright').BrowserContext }>}
 */
export async function launchChromium({ headless = true, extensions = [EXTENSION], onError } = {}) {
  const profile = await mkdtemp(join(tmpdir(), 'socketscope-chromium-'));
  const loaded = extensions.join(',');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser('chromium'),
    headless: false,
    viewport: null,
    args: [
      ...(headless ? ['--headless=new', '--window-size=1200,800'] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--remote-debugging-port=0',
      ...(loaded ? [`--disable-extensions-except=${loaded}`, `--load-extension=${loaded}`] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  });
  const extensionOrigin = `chrome-extension://${unpackedId(EXTENSION)}`;
  if (onError) {
    context.on('weberror', (error) => {
      if (error.page()?.url().startsWith(extensionOrigin)) onError(error.error().message);
    });
  }
  /** @type {Promise<Cdp> | undefined} */
  let connection;
  const cdp = () => (connection ??= connect(profile));

  /** @type {WeakMap<InspectedPage, import('playwright').Page>} */
  const pages = new WeakMap();

  /** @param {string} url @returns {Promise<InspectedPage>} */
  async function openPage(url) {
    const page = await context.newPage();
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
    return openPanel(await cdp(), targetInfo.targetId);
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
    return {
      ...evaluating(page),
      clickAt: (x, y) => page.mouse.click(x, y),
      press: async (...keys) => {
        for (const key of keys) await page.keyboard.press(key);
      },
      type: (text) => page.keyboard.type(text),
      screenshot: () => page.screenshot(),
      close: () => page.close(),
    };
  }

  return {
    name: 'chromium',
    context,
    closed: new Promise((resolve) => context.once('close', resolve)),
    openPage,
    openExtensionPage,
    tabs: async () => context.pages().map((page) => page.url()),
    openPanel: openPanelOn,
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

/**
 * Opens DevTools on a page and shows the panel, by their own view manager: no pixels, no language.
 * @param {Cdp} cdp @param {string} pageTarget @returns {Promise<Surface>}
 */
async function openPanel(cdp, pageTarget) {
  const front = await cdp.send('Target.openDevTools', { targetId: pageTarget });
  const frontSession = await cdp.attach(front.targetId);
  // Until DevTools have shown their first panel they may still switch to it, and touching them breaks their start.
  await waitFor('first panel of DevTools', () => cdp.evaluate(frontSession, `(${hasSelectedTab})(document)`));
  const before = new Set((await panels(cdp)).map(({ targetId }) => targetId));
  await waitFor('Socketscope panel in DevTools', () =>
    cdp.evaluate(
      frontSession,
      `(async () => {
        const { ViewManager } = (await import('./ui/legacy/legacy.js')).ViewManager;
        const manager = ViewManager.instance();
        const view = [...manager.views.values()].find((view) => view.viewId().startsWith('chrome-extension://') && view.title() === '${PANEL_TITLE}');
        if (view) await manager.showView(view.viewId());
        return Boolean(view);
      })()`,
    ),
  );
  const target = await waitFor('document of the panel', async () =>
    (await panels(cdp)).find(({ targetId }) => !before.has(targetId)),
  );
  const session = await cdp.attach(target.targetId);
  await waitFor('loaded panel', () =>
    cdp.evaluate(
      session,
      'document.readyState === "complete" && document.body.firstElementChild?.getClientRects().length > 0',
    ),
  );
  return panelSurface(cdp, session, frontSession);
}

/** @param {ParentNode} root @returns {boolean} whether a tab in it, shadow trees included, is selected */
function hasSelectedTab(root) {
  return [...root.querySelectorAll('*')].some(
    (element) =>
      element.matches('[role=tab][aria-selected=true]') ||
      (element.shadowRoot && hasSelectedTab(element.shadowRoot)),
  );
}

/** @param {Cdp} cdp */
async function panels(cdp) {
  return (await cdp.targets()).filter(
    ({ type, url }) => type === 'iframe' && /^chrome-extension:.*\/panel\.html$/.test(url),
  );
}

/** @param {Cdp} cdp @param {string} session @param {string} front @returns {Surface} */
function panelSurface(cdp, session, front) {
  /** @param {string} type @param {object} event */
  const mouse = (type, event) =>
    cdp.send('Input.dispatchMouseEvent', { type, button: 'left', clickCount: 1, ...event }, session);
  return {
    evaluate: (run, ...args) => cdp.evaluate(session, `(${run})(...${JSON.stringify(args)})`),
    clickAt: async (x, y) => {
      await mouse('mousePressed', { x, y });
      await mouse('mouseReleased', { x, y });
    },
    press: async (...keys) => {
      for (const chord of keys) {
        const parts = chord.split('+');
        const key = parts.pop() ?? '';
        const modifiers = parts.includes('Control') ? 2 : 0;
        const codes = KEY_CODES[key] ?? key.toUpperCase().charCodeAt(0);
        const event = {
          key,
          modifiers,
          windowsVirtualKeyCode: codes,
          ...(key === 'Enter' ? { text: '\r' } : {}),
        };
        await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event }, session);
        await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }, session);
      }
    },
    type: (text) => cdp.send('Input.insertText', { text }, session),
    screenshot: async () => Buffer.from((await cdp.send('Page.captureScreenshot', {}, front)).data, 'base64'),
    close: async () => {},
  };
}

/** @type {Record<string, number>} Windows virtual key codes, which Chromium goes by. */
const KEY_CODES = {
  Enter: 13,
  Escape: 27,
  Home: 36,
  End: 35,
  PageUp: 33,
  PageDown: 34,
  ArrowUp: 38,
  ArrowDown: 40,
  ArrowLeft: 37,
  ArrowRight: 39,
  Tab: 9,
  Delete: 46,
};

/** @param {import('playwright').Page} page @returns {{ evaluate: import('./driver.d.ts').Evaluate }} */
function evaluating(page) {
  return { evaluate: (run, ...args) => page.evaluate(`(${run})(...${JSON.stringify(args)})`) };
}

/** The id that Chromium gives to an unpacked extension: the hash of its path, in letters. @param {string} path */
export function unpackedId(path) {
  const hex = createHash('sha256').update(path).digest('hex').slice(0, 32);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
