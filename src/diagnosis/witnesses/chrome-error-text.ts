import type { Finding } from '../finding.ts';

type Body = Finding extends infer F
  ? F extends Finding
    ? Omit<F, 'witness' | 'time' | 'what'>
    : never
  : never;

/** Chrome's own texts, from Chromium's net/websockets and blink's websocket_channel_impl.cc. */
const TEXTS: readonly (readonly [RegExp, (match: RegExpExecArray) => Body])[] = [
  [
    /Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received/,
    () => ({ kind: 'subprotocol-omitted' }),
  ],
  [
    /'Sec-WebSocket-Protocol' header value '(.*)' in response does not match any of sent values/s,
    ([, value = '']) => ({ kind: 'subprotocol-mismatch', value }),
  ],
  [
    /Response must not include 'Sec-WebSocket-Protocol' header if not present in request: (.*)/s,
    ([, value = '']) => ({ kind: 'subprotocol-unrequested', value }),
  ],
  [
    /'Sec-WebSocket-Protocol' header must not appear more than once in a response/,
    () => ({ kind: 'subprotocol-repeated', value: '' }),
  ],
  [/Unexpected response code: (\d+)/, ([, code]) => ({ kind: 'status', code: Number(code), reason: '' })],
  [/HTTP Authentication failed/, () => ({ kind: 'status', code: 401, reason: '' })],
  [/'Upgrade' header is missing/, () => ({ kind: 'upgrade-header-wrong', value: null })],
  [
    /'Upgrade' header value is not 'WebSocket': (.*)/s,
    ([, value = '']) => ({ kind: 'upgrade-header-wrong', value }),
  ],
  [/'Upgrade' header must not appear more than once/, () => ({ kind: 'upgrade-header-wrong', value: '' })],
  [/'Connection' header is missing/, () => ({ kind: 'connection-header-wrong', value: null })],
  [
    /'Connection' header value must contain 'Upgrade'/,
    () => ({ kind: 'connection-header-wrong', value: '' }),
  ],
  [/'Sec-WebSocket-Accept' header is missing/, () => ({ kind: 'accept-missing' })],
  [/Incorrect 'Sec-WebSocket-Accept' header value/, () => ({ kind: 'accept-mismatch' })],
  [/'Sec-WebSocket-Accept' header must not appear more than once/, () => ({ kind: 'accept-mismatch' })],
  [
    /Found an unsupported extension '(.*)' in 'Sec-WebSocket-Extensions' header/s,
    ([, value = '']) => ({ kind: 'extension-unrequested', value }),
  ],
  [/Error in permessage-deflate: (.*)/s, ([, value = '']) => ({ kind: 'extension-invalid', value })],
  [
    /'Sec-WebSocket-Extensions' header value is rejected by the parser: (.*)/s,
    ([, value = '']) => ({ kind: 'extension-invalid', value }),
  ],
  [
    /Received duplicate permessage-deflate response/,
    () => ({ kind: 'extension-invalid', value: 'permessage-deflate twice' }),
  ],
  [/Invalid status line|ERR_INVALID_HTTP_RESPONSE/, () => ({ kind: 'response-not-http' })],
  [
    /Connection closed before receiving a handshake response|ERR_EMPTY_RESPONSE|ERR_CONNECTION_CLOSED/,
    () => ({ kind: 'closed-before-response' }),
  ],
  [/ERR_CONNECTION_RESET|ERR_RESPONSE_HEADERS_TRUNCATED/, () => ({ kind: 'connection-reset' })],
  [/ERR_CONNECTION_REFUSED/, () => ({ kind: 'connection-refused' })],
  [/ERR_NAME_NOT_RESOLVED/, () => ({ kind: 'host-not-found' })],
  [
    /ERR_ADDRESS_UNREACHABLE|ERR_INTERNET_DISCONNECTED|ERR_NETWORK_UNREACHABLE/,
    () => ({ kind: 'host-unreachable' }),
  ],
  [
    /opening handshake timed out|ERR_CONNECTION_TIMED_OUT|ERR_TIMED_OUT/,
    () => ({ kind: 'response-timeout' }),
  ],
  [/ERR_CERT_/, () => ({ kind: 'certificate-rejected' })],
  [/ERR_SSL_/, () => ({ kind: 'tls-to-plain-port' })],
  [/ERR_BLOCKED_BY_CLIENT|ERR_BLOCKED_BY_RESPONSE/, () => ({ kind: 'blocked' })],
  [
    /opening handshake was canceled|closed before the connection is established/,
    () => ({ kind: 'canceled' }),
  ],
];

/** Translates the reason that Chrome's network log gives; empty where another extension makes it blank. */
export function readChromeErrorText(text: string, time: number): Finding {
  const seen = { witness: 'browser-log', time } as const;
  if (text.trim() === '') {
    return { ...seen, kind: 'text-blanked', what: 'Chrome gives no reason: the text of its error is empty' };
  }
  const what = `Chrome says: “${text}”`;
  for (const [pattern, translate] of TEXTS) {
    const match = pattern.exec(text);
    if (match) return { ...seen, what, ...translate(match) };
  }
  return { ...seen, kind: 'not-understood', what };
}
