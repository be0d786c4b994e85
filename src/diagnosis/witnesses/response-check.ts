import { sha1 } from '@noble/hashes/legacy.js';
import type { HeaderField } from '../../websocket/header-field.ts';
import { parseSubprotocols } from '../../websocket/subprotocol.ts';
import type { Finding } from '../finding.ts';

/** RFC 6455 §1.3. */
const ACCEPT_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** What is needed of one exchange to check the answer against the question. */
export interface Exchange {
  readonly time: number;
  readonly offered: readonly string[];
  readonly requestHeaders: readonly HeaderField[];
  readonly status: number;
  readonly statusLine: string;
  readonly responseHeaders: readonly HeaderField[];
}

/**
 * Checks a response as a client must (RFC 6455 §4.1, the client's requirements 1 to 6 on the response), in the order
 * in which Chrome does: Upgrade, Accept, Connection, subprotocol, extensions.
 */
export function checkResponse(exchange: Exchange): Finding[] {
  const seen = { witness: 'response', time: exchange.time } as const;
  const { status, statusLine } = exchange;
  // Firefox takes bytes that are no HTTP for the body of an HTTP/0.9 response.
  if (/^HTTP\/0/.test(statusLine)) {
    return [{ ...seen, kind: 'response-not-http', what: 'What came back has no HTTP status line' }];
  }
  if (status !== 101) {
    const location = valueOf(exchange.responseHeaders, 'location');
    return [
      {
        ...seen,
        kind: 'status',
        code: status,
        reason: statusLine.replace(/^HTTP\/\S+ \d+ ?/, ''),
        what: `The server answered \`${statusLine || `status ${status}`}\``,
        ...(location === null ? {} : { location }),
      },
    ];
  }
  return [
    ...checkUpgrade(exchange),
    ...checkAccept(exchange),
    ...checkConnection(exchange),
    ...checkSubprotocol(exchange),
    ...checkExtensions(exchange),
  ].map((finding) => ({ ...seen, ...finding }) as Finding);
}

type Found = Finding extends infer F ? (F extends Finding ? Omit<F, 'witness' | 'time'> : never) : never;

function checkUpgrade({ responseHeaders }: Exchange): Found[] {
  const value = valueOf(responseHeaders, 'upgrade');
  if (value?.toLowerCase() === 'websocket') return [];
  return [
    {
      kind: 'upgrade-header-wrong',
      value,
      what: value === null ? 'The 101 has no `Upgrade` header' : `The 101 says \`Upgrade: ${value}\``,
    },
  ];
}

function checkConnection({ responseHeaders }: Exchange): Found[] {
  const value = valueOf(responseHeaders, 'connection');
  if (value && parseSubprotocols(value.toLowerCase()).includes('upgrade')) return [];
  return [
    {
      kind: 'connection-header-wrong',
      value,
      what: value === null ? 'The 101 has no `Connection` header' : `The 101 says \`Connection: ${value}\``,
    },
  ];
}

function checkAccept({ requestHeaders, responseHeaders }: Exchange): Found[] {
  const accept = valueOf(responseHeaders, 'sec-websocket-accept');
  if (accept === null)
    return [{ kind: 'accept-missing', what: 'The 101 has no `Sec-WebSocket-Accept` header' }];
  const key = valueOf(requestHeaders, 'sec-websocket-key');
  if (key === null || accept.trim() === acceptFor(key)) return [];
  return [
    {
      kind: 'accept-mismatch',
      what: `The 101 says \`Sec-WebSocket-Accept: ${accept}\`; for the key \`${key}\` it must be \`${acceptFor(key)}\``,
    },
  ];
}

function checkSubprotocol({ offered, responseHeaders }: Exchange): Found[] {
  const lines = valuesOf(responseHeaders, 'sec-websocket-protocol');
  const [value] = lines;
  if (value === undefined) {
    if (offered.length === 0) return [];
    return [{ kind: 'subprotocol-omitted', what: 'The 101 has no `Sec-WebSocket-Protocol` header' }];
  }
  const all = lines.join(', ');
  const what = `The 101 says \`Sec-WebSocket-Protocol: ${all}\``;
  if (offered.length === 0) return [{ kind: 'subprotocol-unrequested', value: all, what }];
  // Browsers hand out two lines of one header joined by a comma, so two lines and a list look alike.
  if (lines.length > 1 || /[,\n]/.test(value)) return [{ kind: 'subprotocol-repeated', value: all, what }];
  return offered.includes(value) ? [] : [{ kind: 'subprotocol-mismatch', value, what }];
}

function checkExtensions({ requestHeaders, responseHeaders }: Exchange): Found[] {
  const answered = valuesOf(responseHeaders, 'sec-websocket-extensions').join(', ');
  if (answered === '') return [];
  const names = (header: string) =>
    parseSubprotocols(header).map((extension) => extension.split(';')[0]?.trim() ?? '');
  const offered = names(valuesOf(requestHeaders, 'sec-websocket-extensions').join(', '));
  const invented = names(answered).find((name) => !offered.includes(name));
  if (invented === undefined) return [];
  return [
    {
      kind: 'extension-unrequested',
      value: invented,
      what: `The 101 says \`Sec-WebSocket-Extensions: ${answered}\``,
    },
  ];
}

/** `Sec-WebSocket-Accept` for a key (RFC 6455 §4.2.2, step 5.4). */
export function acceptFor(key: string): string {
  const digest = sha1(new TextEncoder().encode(key.trim() + ACCEPT_GUID));
  return btoa(String.fromCharCode(...digest));
}

function valuesOf(headers: readonly HeaderField[], name: string): string[] {
  return headers.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value);
}

function valueOf(headers: readonly HeaderField[], name: string): string | null {
  const values = valuesOf(headers, name);
  return values.length === 0 ? null : values.join(', ');
}
