// @ts-check
import { launchBareChromium } from './bare-chromium.mjs';
import { launchBareFirefox } from './bare-firefox.mjs';
import { extensionPath } from './measuring.mjs';

/**
 * With the extension or without it.
 * @type {Readonly<Record<string, (observed: boolean) => Promise<import('./measuring.mjs').MeasuredBrowser>>>}
 */
const LAUNCHES = {
  chromium: (observed) => launchBareChromium(observed ? extensionPath : null),
  firefox: launchBareFirefox,
};

/** Names of the browsers in which a cost is measured. */
export const BROWSERS = Object.keys(LAUNCHES);

/** @param {string} name @param {boolean} observed whether the extension is there */
export async function launch(name, observed) {
  const browser = await LAUNCHES[name]?.(observed);
  if (!browser) throw new Error(`There is no browser "${name}".`);
  return browser;
}
