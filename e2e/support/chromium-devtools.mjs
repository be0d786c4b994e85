// @ts-check
/** The panel inside Chromium's DevTools, which Playwright hides: over the bare protocol. */
import { waitFor } from './waiting.mjs';

/** @typedef {import('./cdp.mjs').Cdp} Cdp */
/** @typedef {import('./driver.d.ts').Surface} Surface */

const PANEL_TITLE = 'Socketscope';

/**
 * Opens DevTools on a page with the panel that they show first.
 * @param {Cdp} cdp
 * @param {string} pageTarget
 */
export async function openDevTools(cdp, pageTarget) {
  const front = await cdp.send('Target.openDevTools', { targetId: pageTarget });
  const session = await cdp.attach(front.targetId);
  // Until DevTools have shown their first panel they may still switch to it, and touching them breaks their start.
  await waitFor('first panel of DevTools', () => cdp.evaluate(session, `(${hasSelectedTab})(document)`));
  return { targetId: front.targetId, session };
}

/**
 * Opens DevTools on a page and shows the panel, by their own view manager: no pixels, no language.
 * @param {Cdp} cdp
 * @param {string} pageTarget
 * @param {(error: string) => void} onError called with what the panel throws
 * @returns {Promise<Surface>}
 */
export async function openPanel(cdp, pageTarget, onError) {
  const front = await openDevTools(cdp, pageTarget);
  const before = new Set((await panels(cdp)).map(({ targetId }) => targetId));
  await waitFor('Socketscope panel in DevTools', () =>
    cdp.evaluate(
      front.session,
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
  cdp.on(session, 'Runtime.exceptionThrown', ({ exceptionDetails: { exception, text } }) =>
    onError(exception?.description ?? text),
  );
  // Tells what was thrown before, too.
  await cdp.send('Runtime.enable', {}, session);
  await waitFor('loaded panel', () =>
    cdp.evaluate(
      session,
      'document.readyState === "complete" && document.body.firstElementChild?.getClientRects().length > 0',
    ),
  );
  const close = async () => {
    await cdp.send('Target.closeTarget', { targetId: front.targetId });
    await waitFor('end of the panel', async () =>
      (await panels(cdp)).every(({ targetId }) => targetId !== target.targetId),
    );
  };
  return panelSurface(cdp, session, front.session, close);
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

/**
 * @param {Cdp} cdp
 * @param {string} session
 * @param {string} front
 * @param {() => Promise<void>} close
 * @returns {Surface}
 */
function panelSurface(cdp, session, front, close) {
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
    close,
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
