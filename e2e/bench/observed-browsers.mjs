// @ts-check
import { launchBareChromium } from './bare-chromium.mjs';
import { launchBareFirefox } from './bare-firefox.mjs';
import { extensionPath } from './measuring.mjs';

/**
 * The browsers in which a cost is measured, with the extension or without it.
 * @type {Readonly<Record<string, (observed: boolean) => Promise<import('./measuring.mjs').MeasuredBrowser>>>}
 */
export const BROWSERS = {
  chromium: (observed) => launchBareChromium(observed ? extensionPath : null),
  firefox: launchBareFirefox,
};
