import { beforeEach, describe, expect, it } from 'vitest';
import type { CaptureEvent, CaptureEventBody } from '../bridge/capture-event.ts';
import type { DocumentInfo } from '../bridge/channel.ts';
import { type NetworkLogEntry } from './handshake-witnesses.ts';
import { Session } from './session.ts';

const PAGE: DocumentInfo = { documentKey: 'page', url: 'http://game/', timeOrigin: 1_000_000, top: true };
const URL = 'ws://server/';

describe('HandshakeWitnesses', () => {
  let session: Session;
  let events = 0;

  beforeEach(() => {
    session = new Session({ browser: 'chrome' });
    events = 0;
  });

  function capture(body: CaptureEventBody, time: number): void {
    const event = Object.assign(body, { number: events++, time }) as CaptureEvent;
    const feed = session.documentConnected(PAGE);
    session.capture(feed, { events: [event], chunks: [], totals: [], next: { event: events, frame: 0 } });
  }

  const created = (connection: number, time = 0): void =>
    capture({ type: 'created', connection, argument: URL, url: URL, protocols: ['binary'], stack: '' }, time);
  const only = () => session.connections[0];

  const refused = (
    when: { startedAt: number } | { endedAt: number } | { listedAt: number },
  ): NetworkLogEntry => ({
    ...when,
    url: URL,
    status: 0,
    requestHeaders: [],
    responseHeaders: [],
    error: 'Error in connection establishment: net::ERR_CONNECTION_REFUSED',
  });
  const fail = (connection: number, time: number) => {
    created(connection, time);
    capture({ type: 'error', connection }, time + 5);
  };
  const logged = () => session.connections.map(({ evidence }) => evidence.networkLog !== undefined);

  it('joins an entry of the log to the connection that began when it did', () => {
    fail(0, 0);
    fail(1, 900);
    session.networkLogEntry(refused({ startedAt: PAGE.timeOrigin + 901 }));
    expect(logged()).toEqual([false, true]);
  });

  it('joins one that came before its connection', () => {
    session.networkLogEntry(refused({ endedAt: PAGE.timeOrigin + 6 }));
    fail(0, 0);
    expect(only()?.verdict?.cause).toBe('connection-refused');
  });

  it('joins one that took long to fail, by its end', () => {
    created(0, 0);
    created(1, 3_000);
    capture({ type: 'error', connection: 0 }, 3_060);
    capture({ type: 'error', connection: 1 }, 9_000);
    session.networkLogEntry(refused({ endedAt: PAGE.timeOrigin + 3_061 }));
    expect(logged()).toEqual([true, false]);
  });

  it('joins a list without times from its end: DevTools came later than the first connections', () => {
    fail(0, 0);
    fail(1, 1_000);
    fail(2, 2_000);
    const listedAt = PAGE.timeOrigin + 5_000;
    session.networkLogEntry(refused({ listedAt }));
    expect(logged()).toEqual([false, false, true]);
    session.networkLogEntry(refused({ listedAt }));
    expect(logged()).toEqual([false, true, true]);
  });

  it('keeps what was seen of the next page before the page itself was', () => {
    const next = { ...PAGE, documentKey: 'next', timeOrigin: 2_000_000 };
    session.networkLogEntry(refused({ startedAt: 2_000_010 }));
    session.navigated(next, 2_000_020);
    const feed = session.documentConnected(next);
    const body = {
      type: 'created',
      connection: 0,
      argument: URL,
      url: URL,
      protocols: [],
      stack: '',
    } as const;
    session.capture(feed, {
      events: [
        { number: 0, time: 9, ...body },
        { number: 1, time: 12, type: 'error', connection: 0 },
      ],
      chunks: [],
      totals: [],
      next: { event: 2, frame: 0 },
    });
    expect(only()?.verdict?.cause).toBe('connection-refused');
  });

  it('puts the steps of a Firefox request together', () => {
    session = new Session({ browser: 'firefox' });
    created(0);
    const step = { requestId: '7', url: URL, time: PAGE.timeOrigin + 3 };
    session.handshakeStep({
      ...step,
      step: 'request',
      requestHeaders: [{ name: 'Sec-WebSocket-Protocol', value: 'binary' }],
    });
    session.handshakeStep({
      ...step,
      step: 'response',
      statusCode: 403,
      statusLine: 'HTTP/1.1 403 Forbidden',
      responseHeaders: [],
    });
    session.handshakeStep({ ...step, step: 'failed', error: 'NS_ERROR_WEBSOCKET_CONNECTION_REFUSED' });
    capture({ type: 'error', connection: 0 }, 9);
    expect(only()?.evidence.exchange).toMatchObject({
      response: { status: 403 },
      error: 'NS_ERROR_WEBSOCKET_CONNECTION_REFUSED',
    });
    expect(only()?.verdict?.cause).toBe('status-forbidden');
  });
});
