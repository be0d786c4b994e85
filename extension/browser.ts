/** The only place where the two browsers differ. */
import browser from 'webextension-polyfill';

declare const __FIREFOX__: boolean;

export { browser };

/** Which browser this build is for; the two builds differ in their witnesses of a handshake. */
export const browserName: 'chrome' | 'firefox' = __FIREFOX__ ? 'firefox' : 'chrome';

/** Whether this page is inside DevTools; the tester and a detached panel are not. */
export const isInDevTools = (browser as Partial<typeof browser>).devtools !== undefined;

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

/** Opens a page of the extension in a tab. Firefox gives its panels no tabs API, but lets them open windows. */
export function openPage(path: string): void {
  const url = browser.runtime.getURL(path);
  if ((browser as Partial<typeof browser>).tabs) void browser.tabs.create({ url });
  else window.open(url);
}

type OpenSource = (url: string, line: number, column: number) => void;
type Panels = typeof browser.devtools.panels & {
  openResource?: (url: string, line: number, column: number) => void;
};

/** Shows a place in Sources; absent where the browser does not let an extension. Lines and columns count from 1. */
export const openSource = sourceOpener();

function sourceOpener(): OpenSource {
  const panels: Panels | undefined = isInDevTools ? browser.devtools.panels : undefined;
  const native =
    panels && (globalThis as { chrome?: { devtools?: { panels?: Panels } } }).chrome?.devtools?.panels;
  if (native?.openResource) return (url, line, column) => native.openResource?.(url, line - 1, column - 1);
  return (url, line) => void window.open(`view-source:${url}#line${line}`);
}

/** Reloads the inspected page; absent outside DevTools. */
export const reloadInspectedPage = isInDevTools
  ? () => browser.devtools.inspectedWindow.reload({})
  : undefined;
