// @ts-check
/** Functions that run in the browser's own window, over BiDi's scope "chrome"; their globals are Firefox's. */

export async function openToolbox() {
  const { ChromeUtils, gBrowser } = /** @type {any} */ (globalThis);
  const { require: load } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = load('devtools/client/framework/devtools');
  await gDevTools.showToolboxForTab(gBrowser.selectedTab, { toolId: 'webconsole' });
}

/** Selects the panel in the toolbox that is open. @param {string} id */
export async function selectPanel(id) {
  const { ChromeUtils, gBrowser } = /** @type {any} */ (globalThis);
  const { require: load } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const toolbox = load('devtools/client/framework/devtools').gDevTools.getToolboxForTab(gBrowser.selectedTab);
  const prefix = `webext-devtools-panel-${id.replace(/[^a-z0-9]/gi, '_')}`;
  const find = () => [...toolbox.additionalToolDefinitions.keys()].find((tool) => tool.startsWith(prefix));
  const deadline = Date.now() + 10_000;
  while (!find()) {
    if (Date.now() > deadline) throw new Error('the panel was never registered');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await toolbox.selectTool(find());
}

/** @param {string} id */
export async function stopBackground(id) {
  const { WebExtensionPolicy } = /** @type {any} */ (globalThis);
  await WebExtensionPolicy.getByID(id).extension.terminateBackground({ disableResetIdleForTest: true });
}

export async function closeToolbox() {
  const { ChromeUtils, gBrowser } = /** @type {any} */ (globalThis);
  const { require: load } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  await load('devtools/client/framework/devtools').gDevTools.closeToolboxForTab(gBrowser.selectedTab);
}

/**
 * The extension's documents, each with an id under which BiDi finds it from now on. `tab` tells whether a panel is in
 * the toolbox of the selected tab.
 * @param {string} id
 * @returns {{ type: string, context: string, tab: boolean }[]}
 */
export function exposeViews(id) {
  const { ChromeUtils, WebExtensionPolicy, gBrowser } = /** @type {any} */ (globalThis);
  const { NavigableManager: manager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  if (!manager.exposed) {
    const exposed = new Map();
    const byId = manager.getBrowsingContextById.bind(manager);
    const idOf = manager.getIdForBrowsingContext.bind(manager);
    manager.exposed = exposed;
    manager.getBrowsingContextById = (/** @type {string} */ id) =>
      exposed.get(id)?.browsingContext ?? byId(id);
    manager.getIdForBrowsingContext = (/** @type {unknown} */ context) =>
      [...exposed].find(([, browser]) => browser.isConnected && browser.browsingContext === context)?.[0] ??
      idOf(context);
  }
  const { require: load } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const toolbox = load('devtools/client/framework/devtools').gDevTools.getToolboxForTab(gBrowser.selectedTab);
  const views = [];
  for (const { viewType, xulBrowser } of WebExtensionPolicy.getByID(id).extension.views) {
    if (!xulBrowser) continue;
    let context = [...manager.exposed].find(([, browser]) => browser === xulBrowser)?.[0];
    if (!context) {
      context = `view-${manager.exposed.size + 1}`;
      manager.exposed.set(context, xulBrowser);
    }
    const owner = xulBrowser.ownerDocument?.defaultView?.parent;
    views.push({ type: viewType, context, tab: toolbox !== undefined && owner === toolbox.win });
  }
  return views;
}

/** @param {string} id @param {string} path */
export function extensionUrl(id, path) {
  return /** @type {any} */ (globalThis).WebExtensionPolicy.getByID(id).getURL(path);
}

/** @returns {string[]} */
export function tabUrls() {
  const { gBrowser } = /** @type {any} */ (globalThis);
  return [...gBrowser.tabs].map((tab) => tab.linkedBrowser.currentURI.spec);
}

export function removeBlankTabs() {
  const { gBrowser } = /** @type {any} */ (globalThis);
  const isBlank = (/** @type {any} */ tab) =>
    /^about:(blank|newtab|home)$/.test(tab.linkedBrowser.currentURI.spec);
  for (const tab of gBrowser.tabs.filter(isBlank)) gBrowser.removeTab(tab);
}

export function selectedTabId() {
  const { ChromeUtils, gBrowser } = /** @type {any} */ (globalThis);
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  return ExtensionParent.apiManager.global.tabTracker.getId(gBrowser.selectedTab);
}

/**
 * What the extension's own pages have thrown since the last call.
 * @param {string} id
 * @returns {string[]}
 */
export function takeErrors(id) {
  const { Ci, Services, WebExtensionPolicy } = /** @type {any} */ (globalThis);
  const origin = WebExtensionPolicy.getByID(id).getURL('');
  const errors = [];
  for (const entry of Services.console.getMessageArray()) {
    if (!(entry instanceof Ci.nsIScriptError) || entry.flags & Ci.nsIScriptError.warningFlag) continue;
    // The hook is on the stack of whatever a page does wrong with its sockets.
    if (entry.category !== 'content javascript' || entry.sourceName.includes('/hook/')) continue;
    if (entry.sourceName.startsWith(origin))
      errors.push(`${entry.errorMessage} (${entry.sourceName}:${entry.lineNumber})`);
  }
  Services.console.reset();
  return errors;
}

/**
 * Lets pages load whatever their certificate.
 * @param {boolean} isTrusting
 */
export function trustAll(isTrusting) {
  const { Cc, Ci } = /** @type {any} */ (globalThis);
  const service = Cc['@mozilla.org/security/certoverride;1'].getService(Ci.nsICertOverrideService);
  service.setDisableAllSecurityChecksAndLetAttackersInterceptMyData(isTrusting);
}

/**
 * Device pixels in a CSS pixel, for all pages.
 * @param {number} ratio
 */
export function setPixelRatio(ratio) {
  const { Services } = /** @type {any} */ (globalThis);
  Services.prefs.setStringPref('layout.css.devPixelsPerPx', String(ratio));
}
