import { code as codeSpan } from '../code-span.ts';
import type { CertificateFault, Finding, FindingBody } from '../finding.ts';

type Translation = readonly [pattern: RegExp, translate: (value: string) => FindingBody];

/** Chrome's console puts this in front; a URL cannot contain the space. */
const CONSOLE_PREFIX = /^WebSocket connection to '.*?' failed: /s;
const HANDSHAKE_PREFIX = 'Error during WebSocket handshake: ';
const ESTABLISHMENT_PREFIX = 'Error in connection establishment: ';

const REPEATED = 'header must not appear more than once in a response';

/** What Chrome says of the response: websocket_basic_handshake_stream.cc, websocket_handshake_stream_base.cc. */
const RESPONSE: readonly Translation[] = [
  [
    /^Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received$/,
    () => ({ kind: 'subprotocol-omitted' }),
  ],
  [
    /^'Sec-WebSocket-Protocol' header value '(.*)' in response does not match any of sent values$/s,
    (value) => ({ kind: 'subprotocol-mismatch', value }),
  ],
  [
    /^Response must not include 'Sec-WebSocket-Protocol' header if not present in request: ?(.*)$/s,
    (value) => ({ kind: 'subprotocol-unrequested', value }),
  ],
  [
    new RegExp(`^'Sec-WebSocket-Protocol' ${REPEATED}$`),
    () => ({ kind: 'subprotocol-repeated', value: null }),
  ],
  [/^Unexpected response code: (\d+)$/, (code) => ({ kind: 'status', code: Number(code), reason: '' })],
  [/^'Upgrade' header is missing$/, () => ({ kind: 'upgrade-header-wrong', fault: 'missing' })],
  [
    /^'Upgrade' header value is not 'WebSocket': ?(.*)$/s,
    (value) => ({ kind: 'upgrade-header-wrong', fault: { value } }),
  ],
  [new RegExp(`^'Upgrade' ${REPEATED}$`), () => ({ kind: 'upgrade-header-wrong', fault: 'repeated' })],
  [/^'Connection' header is missing$/, () => ({ kind: 'connection-header-wrong', fault: 'missing' })],
  [
    /^'Connection' header value must contain 'Upgrade'$/,
    () => ({ kind: 'connection-header-wrong', fault: { value: '' } }),
  ],
  [/^'Sec-WebSocket-Accept' header is missing$/, () => ({ kind: 'accept-missing' })],
  [/^Incorrect 'Sec-WebSocket-Accept' header value$/, () => ({ kind: 'accept-mismatch', fault: 'value' })],
  [
    new RegExp(`^'Sec-WebSocket-Accept' ${REPEATED}$`),
    () => ({ kind: 'accept-mismatch', fault: 'repeated' }),
  ],
  [
    /^Found an unsupported extension '(.*)' in 'Sec-WebSocket-Extensions' header$/s,
    (value) => ({ kind: 'extension-unrequested', value }),
  ],
  [/^Error in permessage-deflate: (.*)$/s, (fault) => ({ kind: 'extension-invalid', fault })],
  [
    /^'Sec-WebSocket-Extensions' header value is rejected by the parser: ?(.*)$/s,
    (value) => ({ kind: 'extension-invalid', fault: `cannot be parsed: ${value}` }),
  ],
  [
    /^Received duplicate permessage-deflate response$/,
    () => ({ kind: 'extension-invalid', fault: 'permessage-deflate twice' }),
  ],
  [/^(?:Invalid status line|net::ERR_INVALID_HTTP_RESPONSE)$/, () => ({ kind: 'response-not-http' })],
  [/^net::ERR_EMPTY_RESPONSE$/, () => ({ kind: 'closed-before-response', stage: 'response' })],
  [
    /^net::ERR_(?:CONNECTION_CLOSED|RESPONSE_HEADERS_TRUNCATED)$/,
    () => ({ kind: 'closed-before-response', stage: 'within-response' }),
  ],
  [/^net::ERR_CONNECTION_RESET$/, () => ({ kind: 'connection-reset', stage: 'response' })],
  [/^net::ERR_RESPONSE_HEADERS_TOO_BIG$/, () => ({ kind: 'response-too-big' })],
];

/** What Chrome says of a connection that never got as far as the request. */
const ESTABLISHMENT: readonly Translation[] = [
  [/^net::ERR_CONNECTION_CLOSED$/, () => ({ kind: 'closed-before-response', stage: 'tls' })],
  [/^net::ERR_CONNECTION_RESET$/, () => ({ kind: 'connection-reset', stage: 'tls' })],
  [/^net::ERR_UNSAFE_PORT$/, () => ({ kind: 'port-blocked' })],
  [/^net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS$/, () => ({ kind: 'local-network-access' })],
  [/^net::ERR_BLOCKED_BY_CLIENT$/, () => ({ kind: 'blocked-by-extension' })],
];

/** What Chrome says at either stage, or with no prefix: websocket_stream.cc, websocket_channel_impl.cc. */
const ANYWHERE: readonly Translation[] = [
  [
    /^HTTP Authentication failed; no valid credentials available$/,
    () => ({ kind: 'status', code: 401, reason: '' }),
  ],
  [
    /^Connection closed before receiving a handshake response$/,
    () => ({ kind: 'closed-before-response', stage: 'response' }),
  ],
  [/^net::ERR_CONNECTION_REFUSED$/, () => ({ kind: 'connection-refused' })],
  [/^net::ERR_NAME_NOT_RESOLVED$/, () => ({ kind: 'host-not-found' })],
  [
    /^net::ERR_(?:ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|NETWORK_UNREACHABLE)$/,
    () => ({ kind: 'host-unreachable' }),
  ],
  [/^WebSocket opening handshake timed out$/, () => ({ kind: 'response-timeout', stage: 'unknown' })],
  [/^net::ERR_(?:CONNECTION_TIMED_OUT|TIMED_OUT)$/, () => ({ kind: 'response-timeout', stage: 'connect' })],
  [/^net::ERR_CERT_(.*)$/, (name) => ({ kind: 'certificate-rejected', fault: certificateFault(name) })],
  [/^net::ERR_SSL_PROTOCOL_ERROR$/, () => ({ kind: 'tls-to-plain-port' })],
  [/^net::ERR_(?:SSL_|BAD_SSL_)/, () => ({ kind: 'tls-failed' })],
  [
    /^WebSocket (?:opening handshake was canceled|is closed before the connection is established\.?)$/,
    () => ({ kind: 'canceled' }),
  ],
];

/** What Chrome says when it cuts an open connection: websocket_channel.cc, websocket_frame_parser.cc. */
const AFTER_OPENING: readonly Translation[] = [
  [/^Could not decode a text frame as UTF-8\.$/, () => ({ kind: 'text-not-utf8' })],
  [/^Received a broken close frame/, () => ({ kind: 'close-frame-invalid' })],
  [
    /^(?:A server must not mask any frames|One or more reserved bits are on|Unrecognized frame opcode|Invalid frame header|Received (?:unexpected continuation frame|start of new message|fragmented control frame|control frame))/,
    () => ({ kind: 'frame-invalid' }),
  ],
];

/**
 * Translates the reason that Chrome gives for a failed handshake; empty where another extension makes it blank.
 * @param sent whether the log shows a request: it has none where no connection came about
 */
export function readChromeErrorText(text: string, time: number, sent = true): Finding {
  const reason = text.replace(CONSOLE_PREFIX, '');
  if (reason.trim() === '') return blanked(time, sent);
  if (reason.startsWith(HANDSHAKE_PREFIX)) {
    return read(reason, reason.slice(HANDSHAKE_PREFIX.length), time, [...RESPONSE, ...ANYWHERE]);
  }
  if (reason.startsWith(ESTABLISHMENT_PREFIX)) {
    return read(reason, reason.slice(ESTABLISHMENT_PREFIX.length), time, [...ESTABLISHMENT, ...ANYWHERE]);
  }
  return read(reason, reason, time, [...RESPONSE, ...ANYWHERE]);
}

/** Translates the reason that Chrome gives for cutting a connection that was open. */
export function readChromeCutText(text: string, time: number): Finding {
  const reason = text.replace(CONSOLE_PREFIX, '');
  return reason.trim() === '' ? blanked(time, true) : read(reason, reason, time, AFTER_OPENING);
}

function read(whole: string, reason: string, time: number, translations: readonly Translation[]): Finding {
  const seen = { witness: 'browser-log', time } as const;
  const what = `Chrome says: ${codeSpan(whole)}`;
  for (const [pattern, translate] of translations) {
    const match = pattern.exec(reason);
    if (match) return { ...seen, what, ...translate(match[1] ?? '') };
  }
  return { ...seen, kind: 'not-understood', what };
}

function blanked(time: number, sent: boolean): Finding {
  const request = sent ? 'The request was sent.' : 'No request was sent.';
  return {
    witness: 'browser-log',
    time,
    kind: 'text-blanked',
    sent,
    what: `Chrome gives no reason: the text of its error is empty. ${request}`,
  };
}

function certificateFault(name: string): CertificateFault {
  switch (name) {
    case 'AUTHORITY_INVALID':
      return 'authority';
    case 'COMMON_NAME_INVALID':
      return 'name';
    case 'DATE_INVALID':
      return 'date';
    default:
      return 'other';
  }
}
