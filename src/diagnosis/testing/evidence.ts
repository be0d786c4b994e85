import type { HeaderField } from '../../websocket/header-field.ts';
import type { HandshakeEvidence, Probe } from '../evidence.ts';
import type { Verdict } from '../verdict.ts';

/** One state of the evidence and the verdict that is due; `null`: none. */
export interface Case {
  readonly name: string;
  readonly evidence: HandshakeEvidence;
  readonly expected: (Pick<Verdict, 'cause' | 'certainty' | 'severity'> & { readonly says?: RegExp }) | null;
}

/** The key of RFC 6455 §1.3 and the value that belongs to it. */
export const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
export const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';

export const CREATED = 1_800_000_000_000;
export const URL_UNDER_TEST = 'ws://localhost:9998/';

type Change = Partial<HandshakeEvidence>;

export function evidenceIn(browser: HandshakeEvidence['browser'], change: Change = {}): HandshakeEvidence {
  return {
    browser,
    argument: change.url ?? URL_UNDER_TEST,
    url: URL_UNDER_TEST,
    protocols: [],
    initiator: 'http://game.example/',
    createdAt: CREATED,
    outcome: 'pending',
    ...change,
  };
}

const FAILED: Change = {
  outcome: 'failed',
  settledAt: CREATED + 10,
  close: { code: 1006, reason: '', wasClean: false, time: CREATED + 10 },
};

/** Chrome refused, and its network log has this text; `undefined`: no entry in the log. */
export function failedInChrome(error: string | undefined, change: Change = {}): HandshakeEvidence {
  return evidenceIn('chrome', {
    ...FAILED,
    ...(error === undefined
      ? {}
      : {
          networkLog: {
            time: CREATED + 9,
            error,
            requestHeaders: error.includes('connection establishment')
              ? []
              : fields(`Sec-WebSocket-Key: ${KEY}`),
            responseHeaders: [],
            status: 0,
          },
        }),
    ...change,
  });
}

/** Chrome refused, and its network log has no text, since another extension makes it blank. */
export function blankInChrome(isSent: boolean, change: Change = {}): HandshakeEvidence {
  const requestHeaders = isSent ? fields(`Sec-WebSocket-Key: ${KEY}`) : [];
  const networkLog = { time: CREATED + 9, error: '', requestHeaders, responseHeaders: [], status: 0 };
  return failedInChrome(undefined, { networkLog, ...change });
}

/** Firefox refused, and webRequest has this response. */
export function failedInFirefox(
  statusLine: string,
  headers: string,
  change: Change = {},
  error?: string,
): HandshakeEvidence {
  const seen = { ...exchange(statusLine, headers), ...(error === undefined ? {} : { error }) };
  return evidenceIn('firefox', { ...FAILED, exchange: seen, ...change });
}

/** Firefox got no response. */
export function noResponseInFirefox(error: string, change: Change = {}): HandshakeEvidence {
  return evidenceIn('firefox', {
    ...FAILED,
    exchange: { time: CREATED + 2, requestHeaders: [], error },
    ...change,
  });
}

export function openInFirefox(headers: string, change: Change = {}): HandshakeEvidence {
  return evidenceIn('firefox', {
    outcome: 'open',
    settledAt: CREATED + 10,
    openedAt: CREATED + 10,
    selectedProtocol: '',
    extensions: '',
    exchange: exchange('HTTP/1.1 101 Switching Protocols', headers),
    ...change,
  });
}

export function threwIn(
  browser: 'chrome' | 'firefox',
  exception: { readonly name: string; readonly message: string },
  change: Change = {},
): HandshakeEvidence {
  return evidenceIn(browser, { outcome: 'threw', settledAt: CREATED, exception, ...change });
}

/** Open, then closed 47 s later, a time that no proxy is known for. */
export function closedIn(
  browser: HandshakeEvidence['browser'],
  code: number,
  reason = '',
  change: Change = {},
): HandshakeEvidence {
  return evidenceIn(browser, {
    outcome: 'open',
    settledAt: CREATED + 10,
    openedAt: CREATED + 10,
    selectedProtocol: '',
    close: { code, reason, wasClean: code !== 1006, time: CREATED + 47_010 },
    ...change,
  });
}

export function probe(
  protocols: readonly string[],
  outcome: 'open' | 'failed' | 'timed-out',
  selectedProtocol = '',
  change: Partial<Probe> = {},
): Probe {
  return {
    time: CREATED + 5_000,
    url: URL_UNDER_TEST,
    protocols,
    from: 'page',
    outcome,
    selectedProtocol,
    ...change,
  };
}

/** The headers of a right response to {@link KEY}, and those given. */
export function rightHeaders(more = ''): string {
  return `Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Accept: ${ACCEPT}\n${more}`;
}

export function fields(headers: string): HeaderField[] {
  return headers
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
    });
}

function exchange(statusLine: string, headers: string): NonNullable<HandshakeEvidence['exchange']> {
  return {
    time: CREATED + 2,
    requestHeaders: fields(`Sec-WebSocket-Key: ${KEY}\nSec-WebSocket-Extensions: permessage-deflate`),
    response: {
      time: CREATED + 5,
      status: Number(statusLine.split(' ')[1]),
      statusLine,
      headers: fields(headers),
    },
  };
}
