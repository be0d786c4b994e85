import { describe, expect, test } from 'vitest';
import type { Probe } from '../evidence.ts';
import {
  evidenceIn,
  failedInChrome,
  failedInFirefox,
  openInFirefox,
  probe,
  rightHeaders,
} from '../testing/evidence.ts';
import { clients } from './registry.ts';
import { LUA, ofClient, PAGES, SWITCHING, thoseThat, WEB_ENGINES } from './testing/examined.ts';

const BLANK = { protocols: ['binary'], openedAt: 1 };

describe('a server that only a browser has seen', () => {
  test('Chrome says that the subprotocol is missing: the rest follows', () => {
    const evidence = failedInChrome(
      "Error during WebSocket handshake: Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received",
      BLANK,
    );
    expect(thoseThat(false, evidence)).toEqual(['chrome-page', 'emscripten-sockets-chrome']);
    expect(thoseThat(true, evidence)).toEqual(['firefox-page', 'emscripten-sockets-firefox', ...LUA]);
    expect(ofClient('godot-web', evidence)?.reason).toBe(
      'Not known. Offers no subprotocol: that was not tried.',
    );
  });

  test('Chrome says of a probe what it did not say of the handshake', () => {
    const refused: Probe = {
      ...probe([], 'failed'),
      error: 'Error during WebSocket handshake: Unexpected response code: 404',
    };
    const evidence = failedInChrome(undefined, { probes: [refused] });
    expect(ofClient('python-websocket-client', evidence)).toMatchObject({
      connects: false,
      cause: 'status-not-found',
    });
  });

  test('Chrome says nothing, and the offer makes the difference: in Firefox nobody knows', () => {
    const evidence = failedInChrome('', {
      ...BLANK,
      probes: [probe([], 'open'), { ...probe(['binary'], 'failed'), error: '' }],
    });
    expect(thoseThat(false, evidence)).toEqual(['chrome-page', 'emscripten-sockets-chrome']);
    expect(thoseThat(true, evidence)).toEqual([...WEB_ENGINES, 'python-websocket-client']);
    expect(ofClient('emscripten-sockets-chrome', evidence)).toMatchObject({ cause: 'subprotocol-omitted' });
    expect(ofClient('emscripten-sockets-firefox', evidence)?.reason).toMatch(
      /^Not known\. .*Firefox may let it pass/,
    );
    expect(ofClient('lua-websockets-sync', evidence)?.reason).toMatch(/only `socketscope doctor` can try/);
  });

  test('Chrome opens: so would all that offer the same', () => {
    const evidence = evidenceIn('chrome', { outcome: 'open', openedAt: 1, selectedProtocol: '' });
    expect(thoseThat(true, evidence)).toEqual([...PAGES, ...WEB_ENGINES, 'python-websocket-client']);
  });

  test('Firefox opens without an offer: Chrome might mind a subprotocol that was not seen', () => {
    const evidence = evidenceIn('firefox', { outcome: 'open', openedAt: 1, selectedProtocol: '' });
    expect(thoseThat(true, evidence)).toEqual(['firefox-page', 'python-websocket-client']);
    expect(thoseThat(true, openInFirefox(rightHeaders()))).toEqual([
      ...PAGES,
      ...WEB_ENGINES,
      'python-websocket-client',
    ]);
  });

  test('Firefox opens although its offer was not answered', () => {
    const evidence = openInFirefox(rightHeaders(), { protocols: ['binary'] });
    expect(thoseThat(false, evidence)).toEqual(['chrome-page', 'emscripten-sockets-chrome']);
    expect(thoseThat(true, evidence)).toEqual(['firefox-page', 'emscripten-sockets-firefox', ...LUA]);
  });

  test('Firefox fails for no known reason: so do engines that have to work in both', () => {
    const evidence = failedInFirefox(SWITCHING, rightHeaders());
    expect(thoseThat(false, evidence)).toEqual(['firefox-page', ...WEB_ENGINES]);
    expect(thoseThat(true, evidence)).toEqual([]);
  });

  test('the page could not or would not connect: nothing is known of the server', () => {
    const closed = failedInChrome('WebSocket is closed before the connection is established.', {
      closeCalledAt: 1_800_000_000_008,
    });
    const pending = evidenceIn('chrome');
    for (const evidence of [closed, pending]) expect(thoseThat(null, evidence)).toHaveLength(clients.length);
  });

  test('a probe of the extension is forbidden, the page is not', () => {
    const refused: Probe = {
      ...probe([], 'failed'),
      from: 'extension',
      response: { status: 403, statusLine: 'HTTP/1.1 403 Forbidden', headers: [] },
    };
    const evidence = openInFirefox(rightHeaders(), { probes: [refused] });
    expect(thoseThat(false, evidence)).toEqual([]);
    expect(thoseThat(true, evidence)).toEqual([...PAGES, ...WEB_ENGINES, 'python-websocket-client']);
  });

  test('a fix is tried: what it repaired says nothing, what it left out is no selection', () => {
    const { exchange, ...open } = openInFirefox(rightHeaders('Sec-WebSocket-Protocol: binary'), {
      protocols: ['binary'],
    });
    const response = exchange?.response && { ...exchange.response, isRepaired: true };
    const repaired = { ...open, exchange: { time: 1, ...(response && { response }) } };
    expect(thoseThat(null, repaired)).toHaveLength(clients.length);
    const leftOut = evidenceIn('chrome', {
      outcome: 'open',
      openedAt: 1,
      asked: ['binary'],
      selectedProtocol: 'binary',
    });
    expect(ofClient('chrome-page', leftOut)?.reason).toBe('Offers no subprotocol: the server accepts that.');
    expect(ofClient('emscripten-sockets-chrome', leftOut)?.connects).toBeNull();
  });

  test('the tester is forbidden: a page has another origin than the extension', () => {
    const forbidden = 'Error during WebSocket handshake: Unexpected response code: 403';
    const fromTester = failedInChrome(forbidden, { initiator: 'chrome-extension://abc/tester.html' });
    expect(ofClient('chrome-page', fromTester)).toMatchObject({
      connects: null,
      reason: expect.stringContaining('another `Origin`'),
    });
    expect(ofClient('chrome-page', failedInChrome(forbidden))).toMatchObject({ connects: false });
  });

  test('a probe had no answer in time', () => {
    const evidence = evidenceIn('chrome', { probes: [probe([], 'timed-out')] });
    expect(thoseThat(null, evidence)).toHaveLength(clients.length);
  });
});
