import { sha1 } from '@noble/hashes/legacy.js';
import type { HeaderField } from '../../websocket/header-field.ts';
import { code } from '../code-span.ts';
import type { Finding, FindingBody } from '../finding.ts';
import { checkExtensions } from './extension-check.ts';

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

type Defect = FindingBody & { readonly what: string };

/**
 * Checks a response as a client must (RFC 6455 §4.1, the client's requirements 1 to 6 on the response), in the order
 * in which Chrome does: Upgrade, Accept, Connection, subprotocol, extensions.
 */
export function checkResponse(exchange: Exchange): Finding[] {
  const seen = { witness: 'response', time: exchange.time } as const;
  return defectsOf(exchange).map((defect) => Object.assign(defect, seen));
}

function defectsOf(exchange: Exchange): Defect[] {
  const { status, statusLine, responseHeaders } = exchange;
  // Firefox takes bytes that are no HTTP for the body of an HTTP/0.9 response.
  if (statusLine.startsWith('HTTP/0')) {
    return [{ kind: 'response-not-http', what: 'What came back has no HTTP status line' }];
  }
  // Over HTTP/2 and 3 the request is an extended CONNECT: 200, and none of the headers of an upgrade (RFC 8441 §5).
  if (/^HTTP\/[23]/.test(statusLine) && status === 200) {
    return [...checkSubprotocol(exchange), ...checkExtensions(exchange)];
  }
  if (status !== 101) {
    const [location] = valuesOf(responseHeaders, 'location');
    return [
      {
        kind: 'status',
        code: status,
        reason: statusLine.replace(/^HTTP\/\S+ \d+ ?/, ''),
        what: `The server answered ${code(statusLine === '' ? String(status) : statusLine)}`,
        ...(location === undefined ? {} : { location }),
      },
    ];
  }
  const [, version = ''] = /^(HTTP\/1\.0) /.exec(statusLine) ?? [];
  return [
    ...(version === ''
      ? []
      : [
          { kind: 'http-version-too-old' as const, version, what: `The server answered ${code(statusLine)}` },
        ]),
    ...checkUpgrade(exchange),
    ...checkAccept(exchange),
    ...checkConnection(exchange),
    ...checkSubprotocol(exchange),
    ...checkExtensions(exchange),
  ];
}

function checkUpgrade({ responseHeaders }: Exchange): Defect[] {
  const values = valuesOf(responseHeaders, 'upgrade');
  const [value] = values;
  const kind = 'upgrade-header-wrong';
  if (value === undefined) return [{ kind, fault: 'missing', what: 'The 101 has no `Upgrade` header' }];
  if (value.toLowerCase() === 'websocket' && values.length === 1) return [];
  const repeated = values.length > 1 || /^websocket\s*,\s*websocket$/i.test(value);
  return [
    {
      kind,
      fault: repeated ? 'repeated' : { value },
      what: `The 101 says ${code(`Upgrade: ${values.join(', ')}`)}`,
    },
  ];
}

function checkAccept({ requestHeaders, responseHeaders }: Exchange): Defect[] {
  const values = valuesOf(responseHeaders, 'sec-websocket-accept');
  const [accept] = values;
  if (accept === undefined) {
    return [{ kind: 'accept-missing', what: 'The 101 has no `Sec-WebSocket-Accept` header' }];
  }
  const [key] = valuesOf(requestHeaders, 'sec-websocket-key');
  if (key === undefined) return [];
  const due = acceptFor(key);
  if (accept === due && values.length === 1) return [];
  const all = values.join(', ');
  const repeated = all.split(/[,\n]/).every((value) => value.trim() === due);
  return [
    {
      kind: 'accept-mismatch',
      fault: repeated ? 'repeated' : 'value',
      what: `The 101 says ${code(`Sec-WebSocket-Accept: ${all}`)}; for the key ${code(key)} it must be ${code(due)}`,
    },
  ];
}

function checkConnection({ responseHeaders }: Exchange): Defect[] {
  const values = valuesOf(responseHeaders, 'connection');
  const kind = 'connection-header-wrong';
  if (values.length === 0) return [{ kind, fault: 'missing', what: 'The 101 has no `Connection` header' }];
  const value = values.join(', ');
  const tokens = value.split(/[,\n]/).map((token) => token.trim().toLowerCase());
  if (tokens.includes('upgrade')) return [];
  return [{ kind, fault: { value }, what: `The 101 says ${code(`Connection: ${value}`)}` }];
}

function checkSubprotocol({ offered, responseHeaders }: Exchange): Defect[] {
  const lines = valuesOf(responseHeaders, 'sec-websocket-protocol');
  const [value] = lines;
  if (value === undefined) {
    if (offered.length === 0) return [];
    return [{ kind: 'subprotocol-omitted', what: 'The response has no `Sec-WebSocket-Protocol` header' }];
  }
  const all = lines.join(', ');
  const what = `The response says ${all === '' ? 'an empty `Sec-WebSocket-Protocol`' : code(`Sec-WebSocket-Protocol: ${all}`)}`;
  if (offered.length === 0) return [{ kind: 'subprotocol-unrequested', value: all, what }];
  // Firefox hands out two lines of one header as one with a comma or a line break: they and a list look alike.
  if (lines.length > 1 || /[,\n]/.test(value)) return [{ kind: 'subprotocol-repeated', value: all, what }];
  return offered.includes(value) ? [] : [{ kind: 'subprotocol-mismatch', value, what }];
}

/** `Sec-WebSocket-Accept` for a key (RFC 6455 §4.2.2, step 5.4). */
export function acceptFor(key: string): string {
  const digest = sha1(new TextEncoder().encode(key + ACCEPT_GUID));
  return btoa(String.fromCharCode(...digest));
}

function valuesOf(headers: readonly HeaderField[], name: string): string[] {
  return headers.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value.trim());
}
