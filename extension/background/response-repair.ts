import type { WebRequest } from 'webextension-polyfill';
import { matchesPattern } from '../../src/bridge/live-fix.ts';
import { browser } from '../browser.ts';
import { headerValue } from '../../src/websocket/header-field.ts';

const FILTER: WebRequest.RequestFilter = { urls: ['<all_urls>'], types: ['websocket'] };
const NAME = 'sec-websocket-protocol';
/** Handshakes whose answer is still to come, and repaired ones that are to be told; beyond, the oldest are forgotten. */
const MAX_KNOWN = 200;

/**
 * Puts the subprotocol that a page expects into the answer of a server that left it out or answered another, while a
 * panel wants it. Listens only then, since a listener that may change an answer holds every handshake up.
 */
export class ResponseRepair {
  /** URL patterns of each panel, by its name. */
  readonly #wanted = new Map<string, { readonly tabId: number; readonly patterns: readonly string[] }>();
  readonly #offers = new Map<string, string>();
  readonly #repaired = new Set<string>();
  #isListening = false;

  want(panel: string, tabId: number, patterns: readonly string[]): void {
    if (patterns.length === 0) this.#wanted.delete(panel);
    else this.#wanted.set(panel, { tabId, patterns });
    const isWanted = this.#wanted.size > 0;
    if (isWanted === this.#isListening) return;
    this.#isListening = isWanted;
    if (isWanted) this.#listen();
    else this.#stop();
  }

  /** Whether the answer to this request was repaired; asked once. */
  takeRepaired(requestId: string): boolean {
    return this.#repaired.delete(requestId);
  }

  #listen(): void {
    browser.webRequest.onSendHeaders.addListener(this.#sent, FILTER, ['requestHeaders']);
    browser.webRequest.onHeadersReceived.addListener(this.#received, FILTER, ['blocking', 'responseHeaders']);
  }

  #stop(): void {
    browser.webRequest.onSendHeaders.removeListener(this.#sent);
    browser.webRequest.onHeadersReceived.removeListener(this.#received);
    this.#offers.clear();
  }

  readonly #sent = ({ requestId, requestHeaders = [] }: WebRequest.OnSendHeadersDetailsType): void => {
    this.#offers.set(requestId, headerValue(requestHeaders, NAME) ?? '');
    if (this.#offers.size > MAX_KNOWN) forgetOldest(this.#offers);
  };

  readonly #received = (
    details: WebRequest.OnHeadersReceivedDetailsType,
  ): WebRequest.BlockingResponse | undefined => {
    const { requestId, tabId, url, responseHeaders = [], statusCode } = details;
    const offered = (this.#offers.get(requestId) ?? '').split(/\s*,\s*/).filter((offer) => offer !== '');
    this.#offers.delete(requestId);
    if (statusCode !== 101 || !this.#isWanted(tabId, url)) return undefined;
    const answered = headerValue(responseHeaders, NAME);
    const [expected] = offered;
    if (expected === undefined ? answered === undefined : offered.includes(answered ?? '')) return undefined;
    this.#repaired.add(requestId);
    if (this.#repaired.size > MAX_KNOWN) forgetOldest(this.#repaired);
    const others = responseHeaders.filter(({ name }) => name.toLowerCase() !== NAME);
    return {
      responseHeaders:
        expected === undefined ? others : [...others, { name: 'Sec-WebSocket-Protocol', value: expected }],
    };
  };

  #isWanted(tabId: number, url: string): boolean {
    return [...this.#wanted.values()].some(
      (panel) => panel.tabId === tabId && panel.patterns.some((pattern) => matchesPattern(pattern, url)),
    );
  }
}

function forgetOldest(known: Pick<Map<string, unknown> | Set<string>, 'keys' | 'delete'>): void {
  const oldest = known.keys().next().value;
  if (oldest !== undefined) known.delete(oldest);
}
