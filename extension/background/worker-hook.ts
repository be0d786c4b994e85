import type { WebRequest } from 'webextension-polyfill';
import { BRIDGE_VERSION, type TabMessage } from '../../src/bridge/channel.ts';
import { browser } from '../browser.ts';
import { prefixFor } from './script-prefix.ts';
import { headerValue } from '../../src/websocket/header-field.ts';

/** The built hook for workers, as text: one line of ASCII. */
declare const __WORKER_HOOK__: string;

/** What Fetch calls the destination of a worker's script, and of the modules that it imports. */
const DESTINATIONS = new Set(['worker', 'sharedworker']);
/** Bytes within which the first statement of a script must begin; what begins later is left alone. */
const MAX_HEAD = 64 * 1024;

/** JavaScript MIME types (MIME Sniffing, §4.6) that are in use. */
const JAVASCRIPT = /^(?:text|application)\/(?:x-)?(?:java|ecma)script\s*(?:;|$)/i;

const FILTER: WebRequest.RequestFilter = { urls: ['http://*/*', 'https://*/*'], types: ['script'] };

/**
 * Puts the hook before the scripts of workers as they come from the network or the cache. A script that is not
 * certain to work as before is left alone.
 */
export function hookWorkers(): void {
  const { webRequest } = browser;
  /** Scripts whose answer is still to come. */
  const asked = new Set<string>();

  // Listens only while one is on its way: whoever may change an answer holds every script up.
  const expect = (requestId: string): void => {
    asked.add(requestId);
    if (asked.size > 1) return;
    webRequest.onHeadersReceived.addListener(answered, FILTER, ['blocking', 'responseHeaders']);
    webRequest.onErrorOccurred.addListener(failed, FILTER);
  };
  const isExpected = (requestId: string): boolean => {
    const wasAsked = asked.delete(requestId);
    if (asked.size === 0) {
      webRequest.onHeadersReceived.removeListener(answered);
      webRequest.onErrorOccurred.removeListener(failed);
    }
    return wasAsked;
  };
  const answered = (details: WebRequest.OnHeadersReceivedDetailsType): undefined => {
    // The filter of an answer that is no script would keep the worker's error from its owner.
    if (isExpected(details.requestId) && isScript(details)) putBefore(details);
  };
  const failed = ({ requestId }: WebRequest.OnErrorOccurredDetailsType): void => void isExpected(requestId);
  webRequest.onBeforeSendHeaders.addListener(
    (request) => {
      if (isForWorker(request)) expect(request.requestId);
      return undefined;
    },
    FILTER,
    ['blocking', 'requestHeaders'],
  );
}

function isForWorker({ requestHeaders = [] }: WebRequest.OnBeforeSendHeadersDetailsType): boolean {
  const destination = headerValue(requestHeaders, 'sec-fetch-dest');
  return destination !== undefined && DESTINATIONS.has(destination);
}

function isScript({ statusCode, responseHeaders = [] }: WebRequest.OnHeadersReceivedDetailsType): boolean {
  return statusCode === 200 && JAVASCRIPT.test(headerValue(responseHeaders, 'content-type') ?? '');
}

function putBefore({ requestId, tabId, frameId }: WebRequest.OnHeadersReceivedDetailsType): void {
  const filter = browser.webRequest.filterResponseData(requestId);
  // No document owns a shared worker alone.
  const isServed = tabId < 0 ? Promise.resolve(true) : servesWorkers(tabId, frameId);
  let held: Uint8Array[] = [];
  let isOver = false;
  let isDone = false;

  const look = (isWanted: boolean): void => {
    if (isDone) return;
    const head = concat(held);
    const prefix = isWanted ? prefixFor(head, isOver || head.length > MAX_HEAD) : null;
    if (prefix === 'more') return;
    isDone = true;
    if (prefix !== null) filter.write(new TextEncoder().encode(prefix + __WORKER_HOOK__));
    filter.write(head);
    held = [];
    // What comes from here on needs nobody.
    if (isOver) filter.close();
    else filter.disconnect();
  };

  filter.ondata = ({ data }) => {
    held.push(new Uint8Array(data));
    void isServed.then(look);
  };
  filter.onstop = () => {
    isOver = true;
    void isServed.then(look);
  };
}

/** Whether the document that owns the worker will take what the hook says, which its own scripts must not see. */
function servesWorkers(tabId: number, frameId: number): Promise<boolean> {
  const message: TabMessage = { version: BRIDGE_VERSION, type: 'serves-workers' };
  return browser.tabs.sendMessage(tabId, message, { frameId }).then(
    (answer) => answer === true,
    () => false,
  );
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
