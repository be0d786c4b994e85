/** The only place where the two browsers differ. */
import browser from 'webextension-polyfill';

declare const __FIREFOX__: boolean;

export { browser };

/** Which browser this build is for; the two builds differ in their witnesses of a handshake. */
export const browserName: 'chrome' | 'firefox' = __FIREFOX__ ? 'firefox' : 'chrome';

/** Whether this page is inside DevTools; a detached panel is not. */
const isInDevTools = (browser as Partial<typeof browser>).devtools !== undefined;

/** Chrome's DevTools tells what became of each handshake; Firefox's knows no more than webRequest does. */
export const hasNetworkLog = browserName === 'chrome' && isInDevTools;

/** Calls back when the top document of a tab has changed. */
export function onNavigated(tabId: number, listener: () => void): void {
  if (isInDevTools) browser.devtools.network.onNavigated.addListener(listener);
  else {
    browser.tabs.onUpdated.addListener((updated, { status }) => {
      if (updated === tabId && status === 'loading') listener();
    });
  }
}
