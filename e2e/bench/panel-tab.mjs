// @ts-check
/** The detached panel on a page, read from its screen as a person would. */

/** An expression for `{ frames, lost }` of the status bar. */
export const panelCounts = `(() => {
  const text = document.querySelector('[role=status]')?.textContent ?? '';
  const count = (name) => Number((new RegExp('([\\\\d,]+) ' + name).exec(text)?.[1] ?? '0').replaceAll(',', ''));
  return { frames: count('frames?'), lost: count('lost') };
})()`;

/** Notes when the first frame is on the screen, in milliseconds since the navigation began. */
const noteFirstRow = `new MutationObserver((_, observer) => {
  if (!document.querySelector('[role=grid][aria-label=Frames] .scaled-list-rows [role=row]')) return;
  globalThis.firstRowAt = performance.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });`;

/** The number of the page's tab: a page of the extension that is opened next finds it before its own. */
const TAB_BEFORE = `(async () => {
  const own = await chrome.tabs.getCurrent();
  const tabs = await chrome.tabs.query({});
  return tabs.find((tab) => tab.index === own.index - 1).id;
})()`;

/** @param {Awaited<ReturnType<typeof import('./bare-chromium.mjs').launchBareChromium>>} browser whose newest tab is inspected */
export async function openPanelOn(browser) {
  const finder = await browser.openExtensionPage('tester.html');
  const tabId = await finder.evaluate(TAB_BEFORE);
  const panel = await browser.openExtensionPage(`panel.html?tabId=${tabId}`, noteFirstRow);
  await panel.waitFor(`document.querySelector('[role=toolbar]') !== null`);
  return panel;
}
