import { beforeEach, describe, expect, it } from 'vitest';
import type { AttemptResult } from '../bridge/attempt.ts';
import { Session } from './session.ts';

const URL = 'ws://server/';
const BEGIN = 1_000_100;
const FAILED: AttemptResult = { kind: 'handshake', time: BEGIN, outcome: 'failed', closeCode: 1006 };

describe('ProbeLog', () => {
  let session: Session;
  let id = 0;

  beforeEach(() => {
    session = new Session({ browser: 'firefox' });
    const feed = session.documentConnected({
      documentKey: 'page',
      url: 'http://game/',
      timeOrigin: 1_000_000,
      top: true,
    });
    session.capture(feed, {
      events: [
        {
          number: 0,
          time: 0,
          type: 'created',
          connection: 0,
          argument: URL,
          url: URL,
          protocols: [],
          stack: '',
        },
        { number: 1, time: 5, type: 'error', connection: 0 },
      ],
      chunks: [],
      totals: [],
      next: { event: 2, frame: 0 },
    });
    id = session.connections[0]?.id ?? 0;
  });

  const evidence = () => session.connection(id)?.evidence;
  const begin = (protocols: string[] = []) =>
    session.probeBegins({
      connection: id,
      attempt: { kind: 'handshake', url: URL, protocols },
      from: 'page',
      time: BEGIN,
    });
  const request = (requestId: string, time: number, offer?: string) =>
    session.handshakeStep({
      requestId,
      url: URL,
      time,
      step: 'request',
      requestHeaders: offer === undefined ? [] : [{ name: 'Sec-WebSocket-Protocol', value: offer }],
    });
  const response = (requestId: string, statusLine: string) =>
    session.handshakeStep({
      requestId,
      url: URL,
      time: BEGIN + 20,
      step: 'response',
      statusLine,
      statusCode: Number(statusLine.split(' ')[1]),
      responseHeaders: [],
    });

  it('gives a response to the probe whose offer and time it has, not to the connection', () => {
    const end = begin(['binary']);
    request('1', BEGIN + 1, 'binary');
    response('1', 'HTTP/1.1 404 Not Found');
    end(FAILED);
    expect(evidence()?.probes).toMatchObject([{ protocols: ['binary'], response: { status: 404 } }]);
    expect(evidence()?.exchange).toBeUndefined();
  });

  it('takes what Firefox saw of a probe that has ended, but nothing that began later', () => {
    begin(['binary'])(FAILED);
    request('1', BEGIN + 1, 'binary');
    response('1', 'HTTP/1.1 404 Not Found');
    expect(evidence()?.probes).toMatchObject([{ response: { status: 404 } }]);
    begin(['chat'])(FAILED);
    request('2', Date.now() + 1_000, 'chat');
    response('2', 'HTTP/1.1 403 Forbidden');
    expect(evidence()?.probes?.[1]?.response).toBeUndefined();
  });

  it('leaves to the connection what came before the probe, and what offers something else', () => {
    request('1', BEGIN - 99);
    begin(['binary'])(FAILED);
    request('2', BEGIN + 1, 'chat');
    response('1', 'HTTP/1.1 403 Forbidden');
    response('2', 'HTTP/1.1 404 Not Found');
    expect(evidence()?.exchange?.response?.status).toBe(403);
    expect(evidence()?.probes?.[0]?.response).toBeUndefined();
  });

  it('takes what Chrome’s log says, also when the probe has ended', () => {
    begin()(FAILED);
    session.probeLogEntry({
      kind: 'handshake',
      url: URL,
      status: 0,
      statusText: '',
      requestHeaders: [],
      responseHeaders: [],
      error: 'net::ERR_CONNECTION_REFUSED',
    });
    expect(evidence()?.probes).toMatchObject([{ error: 'net::ERR_CONNECTION_REFUSED' }]);
  });

  it('reads status and headers from the log where the page may not read them', () => {
    const end = session.probeBegins({
      connection: id,
      attempt: { kind: 'http', url: 'http://server/' },
      from: 'page',
      time: BEGIN,
    });
    end({ kind: 'http', time: BEGIN, outcome: 'answered' });
    session.probeLogEntry({
      kind: 'http',
      url: 'http://server/',
      status: 403,
      statusText: 'Forbidden',
      requestHeaders: [],
      responseHeaders: [{ name: 'Server', value: 'nginx' }],
    });
    expect(evidence()?.httpProbes).toMatchObject([
      { status: 403, statusText: 'Forbidden', headers: [{ name: 'Server', value: 'nginx' }] },
    ]);
  });

  it('forgets the probes of a connection that is looked into anew', () => {
    begin()(FAILED);
    session.forgetProbes(id);
    expect(evidence()?.probes).toEqual([]);
  });
});
