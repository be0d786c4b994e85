import type { WebRequest } from 'webextension-polyfill';
import { BRIDGE_VERSION, type HandshakeStep, type TabMessage } from '../../src/bridge/channel.ts';
import type { HeaderField } from '../../src/websocket/header-field.ts';
import { browser } from '../browser.ts';

const FILTER: WebRequest.RequestFilter = { urls: ['<all_urls>'], types: ['websocket'] };

type Seen = {
  readonly requestId: string;
  readonly url: string;
  readonly timeStamp: number;
  readonly tabId: number;
  readonly frameId: number;
};

/**
 * Tells each document what the network said to its opening handshakes, headers of refused ones included. The
 * document's relay keeps it; nothing stays here.
 * @param takeRepaired whether the answer to a request was repaired on its way
 */
export function observeHandshakes(takeRepaired: (requestId: string) => boolean): void {
  const { webRequest } = browser;
  webRequest.onSendHeaders.addListener(
    (details) => tell(details, { step: 'request', requestHeaders: fields(details.requestHeaders) }),
    FILTER,
    ['requestHeaders'],
  );
  webRequest.onHeadersReceived.addListener(
    (details) => tell(details, { step: 'response', ...response(details) }),
    FILTER,
    ['responseHeaders'],
  );
  webRequest.onCompleted.addListener(
    (details) => {
      const repaired = takeRepaired(details.requestId) ? { repaired: true } : {};
      tell(details, { step: 'completed', ...response(details), ...repaired });
    },
    FILTER,
    ['responseHeaders'],
  );
  webRequest.onErrorOccurred.addListener(
    (details) => tell(details, { step: 'failed', error: details.error }),
    FILTER,
  );
}

function tell(seen: Seen, what: Omit<HandshakeStep, 'requestId' | 'url' | 'time'>): undefined {
  // Handshakes of shared and service workers belong to no tab.
  if (seen.tabId < 0) return;
  const step: HandshakeStep = { requestId: seen.requestId, url: seen.url, time: seen.timeStamp, ...what };
  const message: TabMessage = { version: BRIDGE_VERSION, type: 'handshake', step };
  // Whoever listens in that frame: the document's relay, or the tester. Nobody does in a frame that is gone.
  void browser.tabs.sendMessage(seen.tabId, message, { frameId: seen.frameId }).catch(() => undefined);
}

function response(details: {
  statusLine: string;
  statusCode: number;
  responseHeaders?: WebRequest.HttpHeaders;
}) {
  return {
    statusLine: details.statusLine,
    statusCode: details.statusCode,
    responseHeaders: fields(details.responseHeaders),
  };
}

function fields(headers: WebRequest.HttpHeaders = []): HeaderField[] {
  return headers.map(({ name, value }) => ({ name, value: value ?? '' }));
}
