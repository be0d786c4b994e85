import { describe, expect, test } from 'vitest';
import { ACCEPT, fields, KEY, rightHeaders } from '../testing/evidence.ts';
import { acceptFor, checkResponse } from './response-check.ts';

function kindsOf(
  headers: string,
  offered: readonly string[] = [],
  requested = 'permessage-deflate',
): string[] {
  return checkResponse({
    time: 0,
    offered,
    requestHeaders: fields(`Sec-WebSocket-Key: ${KEY}\nSec-WebSocket-Extensions: ${requested}`),
    status: 101,
    statusLine: 'HTTP/1.1 101 Switching Protocols',
    responseHeaders: fields(headers),
  }).map(({ kind }) => kind);
}

test('RFC 6455 §1.3: the accept value of the example', () => {
  expect(acceptFor(KEY)).toBe(ACCEPT);
});

test('a right response has no defect, whatever the letters of names and tokens', () => {
  expect(kindsOf(rightHeaders('Sec-WebSocket-Protocol: b'), ['a', 'b'])).toEqual([]);
  expect(
    kindsOf(`upgrade: WebSocket\nCONNECTION: keep-alive, UPGRADE\nsec-websocket-accept: ${ACCEPT}`),
  ).toEqual([]);
});

test('several defects come in the order in which Chrome checks them', () => {
  expect(kindsOf('Sec-WebSocket-Extensions: x-foo', ['binary'])).toEqual([
    'upgrade-header-wrong',
    'accept-missing',
    'connection-header-wrong',
    'subprotocol-omitted',
    'extension-unrequested',
  ]);
});

test('without the key of the request the accept value is not judged', () => {
  const findings = checkResponse({
    time: 0,
    offered: [],
    requestHeaders: [],
    status: 101,
    statusLine: 'HTTP/1.1 101 ',
    responseHeaders: fields(rightHeaders().replace(ACCEPT, 'AAAA')),
  });
  expect(findings).toEqual([]);
});

describe('subprotocol', () => {
  const answer = (value: string) => rightHeaders(`Sec-WebSocket-Protocol: ${value}`);

  test('two lines, and two values in one line', () => {
    expect(kindsOf(answer('a, b'), ['a', 'b'])).toEqual(['subprotocol-repeated']);
    expect(kindsOf(`${answer('a')}\nSec-WebSocket-Protocol: a`, ['a'])).toEqual(['subprotocol-repeated']);
  });

  test('another letter case, and an empty value', () => {
    expect(kindsOf(answer('A'), ['a'])).toEqual(['subprotocol-mismatch']);
    expect(kindsOf(answer(''), ['a'])).toEqual(['subprotocol-mismatch']);
  });

  test('one that came unasked', () => {
    expect(kindsOf(answer('a'))).toEqual(['subprotocol-unrequested']);
  });
});

describe('extensions (RFC 7692 §7.1)', () => {
  const answer = (value: string) => rightHeaders(`Sec-WebSocket-Extensions: ${value}`);

  test.for([
    'permessage-deflate',
    'permessage-deflate; server_max_window_bits=12; client_max_window_bits="15"',
    'permessage-deflate; server_no_context_takeover; client_no_context_takeover',
  ])('allows %s', (value) => {
    expect(kindsOf(answer(value))).toEqual([]);
  });

  test.for([
    'permessage-deflate, permessage-deflate',
    'permessage-deflate; client_max_window_bits',
    'permessage-deflate; client_max_window_bits=7',
    'permessage-deflate; server_max_window_bits=016',
    'permessage-deflate; server_no_context_takeover=1',
    'permessage-deflate; server_no_context_takeover; server_no_context_takeover',
    'permessage-deflate; foo=1',
  ])('refuses %s', (value) => {
    expect(kindsOf(answer(value))).toEqual(['extension-invalid']);
  });

  test('refuses what was not offered', () => {
    expect(kindsOf(answer('permessage-deflate'), [], '')).toEqual(['extension-unrequested']);
  });
});
