// @ts-check
/** The detached panel on a page, read from its screen as a person would. */

/** An expression for `{ frames, lost }` of the status bar. */
export const panelCounts = `(() => {
  const text = document.querySelector('[role=status]')?.textContent ?? '';
  const count = (name) => Number((new RegExp('([\\\\d,]+) ' + name).exec(text)?.[1] ?? '0').replaceAll(',', ''));
  return { frames: count('frames?'), lost: count('lost') };
})()`;

/**
 * @param {Awaited<ReturnType<typeof import('./bare-chromium.mjs').launchBareChromium>>} browser
 */
export async function openPanelOn(browser) {
  const finder = await browser.openExtensionPage('tester.html');
  // Without the `tabs` permission a tab's URL is hidden, so the page is found by being the one before the finder.
  const tabId = await finder.evaluate(`(async () => {
    const own = await chrome.tabs.getCurrent();
    const tabs = await chrome.tabs.query({});
    return tabs.find((tab) => tab.index === own.index - 1).id;
  })()`);
  const panel = await browser.openExtensionPage(`panel.html?tabId=${tabId}`);
  await panel.waitFor(`document.querySelector('[role=grid][aria-label=Frames]') !== null`);
  return panel;
}
