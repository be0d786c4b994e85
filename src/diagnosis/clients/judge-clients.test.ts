import { describe, expect, test } from 'vitest';
import { fields, noResponseInFirefox } from '../testing/evidence.ts';
import { judgeClients } from './judge-clients.ts';
import { judgeServer } from './judge-server.ts';
import { clients } from './registry.ts';
import {
  examined,
  LUA,
  ofClient,
  PAGES,
  SOCKETS,
  switching,
  thoseThat,
  WEB_ENGINES,
} from './testing/examined.ts';

test('every client has an id of its own, and every rule a source', () => {
  expect(new Set(clients.map(({ id }) => id)).size).toBe(clients.length);
  for (const { offers, canOfferOther, implementations } of clients) {
    const rules: { source: string }[] = [];
    for (const { origin, withoutOffer, tls, blocksPorts, lets, refuses } of implementations) {
      rules.push(origin, withoutOffer, tls, blocksPorts, ...lets, ...refuses);
    }
    for (const { source } of [offers, canOfferOther, ...rules]) expect(source).toMatch(/\w{3}/);
  }
});

describe('a server that is read by the command line', () => {
  test('selects what is offered: all connect', () => {
    const evidence = examined((offer) => switching(offer[0] ? `Sec-WebSocket-Protocol: ${offer[0]}` : ''));
    expect(thoseThat(true, evidence)).toHaveLength(clients.length);
    expect(ofClient('emscripten-sockets-chrome', evidence)?.reason).toBe(
      'Offers `binary`: the server selects `binary`.',
    );
    expect(ofClient('chrome-page', evidence)?.reason).toBe('Offers no subprotocol: the server accepts that.');
  });

  test('answers no subprotocol: only a client that offers one in Chrome fails', () => {
    const evidence = examined(() => switching());
    expect(thoseThat(false, evidence)).toEqual(['emscripten-sockets-chrome']);
    expect(thoseThat(null, evidence)).toEqual([]);
    expect(ofClient('emscripten-sockets-chrome', evidence)).toMatchObject({
      cause: 'subprotocol-omitted',
      reason: 'Offers `binary`: The response has no `Sec-WebSocket-Protocol` header; Chrome refuses that.',
    });
    expect(ofClient('emscripten-sockets-firefox', evidence)).toMatchObject({
      reason: 'Offers `binary`: The response has no `Sec-WebSocket-Protocol` header; Firefox lets that pass.',
      source: expect.stringContaining('Gecko'),
    });
  });

  test('the same, asked with a subprotocol: pages offer it, engines may be told to', () => {
    const evidence = examined(() => switching(), ['binary']);
    expect(thoseThat(false, evidence)).toEqual(['chrome-page', 'emscripten-sockets-chrome']);
    expect(ofClient('godot-web', evidence)?.reason).toMatch(
      /^Offers no subprotocol: .* Told to offer `binary`, it fails: in Chrome: /,
    );
    expect(ofClient('python-websocket-client', evidence)?.reason).toMatch(/Told to offer `binary`, it fails/);
    expect(ofClient('lua-websockets-sync', evidence)?.reason).not.toMatch(/Told/);
    expect(ofClient('defold-websocket', evidence)?.reason).not.toMatch(/Told/);
  });

  test('requires a subprotocol that can be told to all but Defold', () => {
    const evidence = examined(
      (offer) => (offer.includes('mqtt') ? switching('Sec-WebSocket-Protocol: mqtt') : null),
      ['mqtt'],
    );
    expect(thoseThat(false, evidence)).toEqual(['defold-websocket']);
    expect(ofClient('emscripten-sockets-chrome', evidence)?.reason).toMatch(
      /Told to offer `mqtt`, it connects/,
    );
  });

  test('answers a subprotocol to everybody: Chrome minds, whoever offers it does not', () => {
    const evidence = examined(() => switching('Sec-WebSocket-Protocol: binary'));
    expect(thoseThat(false, evidence)).toEqual(['chrome-page', ...WEB_ENGINES]);
    expect(ofClient('godot-web', evidence)).toMatchObject({
      cause: 'subprotocol-unrequested',
      reason: expect.stringMatching(/in Chrome: .* In Firefox it connects\.$/),
    });
  });

  test('answers an empty header with 400, as ws does: only lua-websockets sends one', () => {
    const evidence = examined((offer) =>
      offer[0] === ''
        ? 'HTTP/1.1 400 Bad Request\n'
        : switching(offer[0] ? `Sec-WebSocket-Protocol: ${offer[0]}` : ''),
    );
    expect(thoseThat(false, evidence)).toEqual(LUA);
    expect(ofClient('lua-websockets-ev', evidence)).toMatchObject({
      cause: 'subprotocol-invalid',
      reason:
        'Sends `Sec-WebSocket-Protocol` with an empty value: The server answered `HTTP/1.1 400 Bad Request`.',
    });
  });

  test('forbids an origin: a client that sends another may get through', () => {
    const evidence = {
      ...examined(() => 'HTTP/1.1 403 Forbidden\n', [], {
        requestHeaders: fields('Host: localhost:9998\nOrigin: http://game.example'),
      }),
      initiator: 'http://game.example/',
      exchange: {
        time: 1,
        requestHeaders: fields('Host: localhost:9998\nOrigin: http://game.example'),
        response: { time: 2, status: 403, statusLine: 'HTTP/1.1 403 Forbidden', headers: [] },
      },
    };
    expect(thoseThat(false, evidence)).toEqual([...PAGES, ...SOCKETS, ...WEB_ENGINES]);
    expect(thoseThat(null, evidence)).toEqual([...LUA, 'python-websocket-client']);
    expect(ofClient('python-websocket-client', evidence)?.reason).toMatch(/another `Origin`/);
  });

  test('redirects: Python follows, to where nobody looked', () => {
    const evidence = examined(() => 'HTTP/1.1 302 Found\nLocation: ws://localhost:9998/game');
    expect(thoseThat(null, evidence)).toEqual(['python-websocket-client']);
    expect(ofClient('chrome-page', evidence)?.cause).toBe('status-redirect');
  });

  test('closes the connection on all: the cause is named', () => {
    const evidence = examined(() => null);
    expect(thoseThat(false, evidence)).toHaveLength(clients.length);
  });

  test('lua-ev has no TLS, which is not the fault of the server', () => {
    const url = 'wss://localhost:9998/';
    const { probes = [], ...rest } = examined(() => switching());
    const evidence = { ...rest, url, probes: probes.map((probe) => Object.assign({}, probe, { url })) };
    expect(thoseThat(null, evidence)).toEqual(['lua-websockets-ev']);
  });

  test('answers in HTTP/1.0, which Firefox and Lua refuse', () => {
    const evidence = examined((offer) =>
      switching(offer[0] ? `Sec-WebSocket-Protocol: ${offer[0]}` : '').replace('HTTP/1.1', 'HTTP/1.0'),
    );
    expect(thoseThat(false, evidence)).toEqual([
      'firefox-page',
      'emscripten-sockets-firefox',
      ...WEB_ENGINES,
      ...LUA,
    ]);
    expect(judgeServer(evidence).verdict).toMatchObject({
      cause: 'http-version-too-old',
      severity: 'warning',
    });
  });

  test('listens on a port that browsers keep to others: native clients reach it', () => {
    const url = 'ws://localhost:6000/';
    const { probes = [], ...rest } = examined(() => switching());
    const evidence = { ...rest, url, probes: probes.map((probe) => Object.assign({}, probe, { url })) };
    expect(thoseThat(false, evidence)).toEqual([...PAGES, ...SOCKETS, ...WEB_ENGINES]);
    expect(thoseThat(true, evidence)).toEqual([...LUA, 'python-websocket-client']);
    expect(judgeServer(evidence).verdict).toMatchObject({ cause: 'port-blocked', severity: 'warning' });
  });

  test('nobody listens: one handshake tells it for all', () => {
    const { probes: _, ...evidence } = noResponseInFirefox('NS_ERROR_CONNECTION_REFUSED', {
      protocols: ['binary'],
    });
    expect(judgeClients(evidence).map(({ cause }) => cause)).toEqual(clients.map(() => 'connection-refused'));
  });
});

describe('the verdict on a server', () => {
  test('is none where all connect', () => {
    const { verdict } = judgeServer(
      examined((offer) => switching(offer[0] ? `Sec-WebSocket-Protocol: ${offer[0]}` : '')),
    );
    expect(verdict).toBeNull();
  });

  test('is a warning where some connect, with the cause of those that cannot', () => {
    for (const asked of [[], ['binary']]) {
      const { verdict } = judgeServer(examined(() => switching(), asked));
      expect(verdict).toMatchObject({
        cause: 'subprotocol-omitted',
        certainty: 'proved',
        severity: 'warning',
      });
    }
    const { verdict } = judgeServer(
      examined(
        (offer) =>
          offer[0] === '' ? 'HTTP/1.1 400 Bad Request\n' : switching('Sec-WebSocket-Protocol: binary'),
        ['binary'],
      ),
    );
    expect(verdict).toMatchObject({ cause: 'subprotocol-unrequested', severity: 'warning' });
  });

  test('is for the clients that are asked for', () => {
    const evidence = examined(() => switching(), ['binary']);
    expect(judgeServer(evidence, ['godot-web', 'firefox-page'])).toMatchObject({
      verdict: null,
      clients: [
        { client: 'firefox-page', connects: true },
        { client: 'godot-web', connects: true },
      ],
    });
    const { verdict } = judgeServer(evidence, ['chrome-page']);
    expect(verdict).toMatchObject({ cause: 'subprotocol-omitted', severity: 'failure' });
  });

  test('is a failure where nobody connects', () => {
    const { verdict } = judgeServer(examined(() => 'HTTP/1.1 404 Not Found\n'));
    expect(verdict).toMatchObject({ cause: 'status-not-found', certainty: 'proved', severity: 'failure' });
  });
});
