import { beforeEach, describe, expect, it } from 'vitest';
import type { LoggedMessage, LoggedSocket } from './logged-sockets.ts';
import { Session } from './session.ts';

const text = (type: LoggedMessage['type'], data: string, time = 2_000): LoggedMessage => ({
  type,
  time,
  isBinary: false,
  data,
});

const OPEN: LoggedSocket = {
  key: 'dGhlIHNhbXBsZSBub25jZQ==',
  api: 'WebSocket',
  url: 'ws://server/',
  startedAt: 1_000,
  hasEnded: false,
  status: 101,
  requestHeaders: [{ name: 'Sec-WebSocket-Protocol', value: 'binary, base64' }],
  responseHeaders: [{ name: 'Sec-WebSocket-Protocol', value: 'binary' }],
  opener: 'worker',
  initiator: 'http://game/worker.js',
  stack: '    at <anonymous> (http://game/worker.js:1:9)',
  messages: [text('send', 'é')],
};

describe('sockets that only the network log tells of', () => {
  let session: Session;

  beforeEach(() => {
    session = new Session({ browser: 'chrome' });
  });

  const payloads = () =>
    Array.from({ length: session.frames.endRow - session.frames.firstRow }, (_, i) =>
      new TextDecoder().decode(session.frames.payload(session.frames.firstRow + i)),
    );

  it('become connections with their opener, offer and frames', () => {
    session.loggedSockets([OPEN]);
    expect(session.connections).toMatchObject([
      {
        state: 'open',
        opener: 'worker',
        witness: 'network-log',
        sent: { frames: 1, bytes: 2 },
        received: { frames: 0, bytes: 0 },
        evidence: {
          protocols: ['binary', 'base64'],
          selectedProtocol: 'binary',
          initiator: 'http://game/worker.js',
        },
      },
    ]);
    expect(session.hasOpenLoggedSocket).toBe(true);
  });

  it('get only what is new when they are listed again, identical frames included', () => {
    session.loggedSockets([OPEN]);
    const grown = { ...OPEN, messages: [...OPEN.messages, text('receive', 'é'), text('receive', 'é')] };
    session.loggedSockets([grown]);
    session.loggedSockets([grown]);
    expect(session.connections).toHaveLength(1);
    expect(payloads()).toEqual(['é', 'é', 'é']);
    expect(session.connections[0]?.received).toEqual({ frames: 2, bytes: 4 });
  });

  it('have the bytes of what is binary', () => {
    session.loggedSockets([
      { ...OPEN, messages: [{ type: 'receive', time: 2_000, isBinary: true, data: 'AQL/' }] },
    ]);
    expect(session.frames.payload(0)).toEqual(Uint8Array.of(1, 2, 255));
    expect(session.frames.type(0)).toBe('binary');
    expect(session.frames.time(0)).toBe(2_000);
  });

  it('close when the log says so, and only then are no longer open', () => {
    session.loggedSockets([OPEN]);
    session.loggedSockets([{ ...OPEN, hasEnded: true }]);
    expect(session.connections[0]?.state).toBe('closed');
    expect(session.hasOpenLoggedSocket).toBe(false);
  });

  it('fail with the browser’s own reason', () => {
    const error = 'Error in connection establishment: net::ERR_CONNECTION_REFUSED';
    const refused = {
      ...OPEN,
      key: null,
      status: 0,
      hasEnded: true,
      responseHeaders: [],
      messages: [],
      error,
    };
    session.loggedSockets([refused]);
    expect(session.connections).toMatchObject([
      { state: 'failed', verdict: { cause: 'connection-refused' } },
    ]);
  });

  it('that fail after they were seen connecting get the reason too', () => {
    const connecting = { ...OPEN, status: 0, responseHeaders: [], messages: [] };
    session.loggedSockets([connecting]);
    expect(session.connections[0]?.state).toBe('connecting');
    const error = 'Error during WebSocket handshake: Unexpected response code: 404';
    session.loggedSockets([{ ...connecting, hasEnded: true, error }]);
    expect(session.connections).toMatchObject([{ state: 'failed', verdict: { cause: 'status-not-found' } }]);
  });

  it('do not come back once they are cleared away', () => {
    session.loggedSockets([{ ...OPEN, hasEnded: true }]);
    session.clear();
    session.loggedSockets([{ ...OPEN, hasEnded: true }]);
    expect(session.connections).toEqual([]);
    expect(payloads()).toEqual([]);
  });

  it('end with the page that they belonged to', () => {
    session.loggedSockets([OPEN]);
    session.navigated({ documentKey: 'next', url: 'http://game/', timeOrigin: 5_000, top: true }, 5_000);
    expect(session.connections).toEqual([]);
    expect(session.hasOpenLoggedSocket).toBe(false);
  });

  it('are a worker’s once the log has its script', () => {
    const session = new Session({ browser: 'chrome' });
    session.loggedSockets([{ ...OPEN, opener: 'unknown', initiator: '' }]);
    expect(session.connections).toMatchObject([{ opener: 'unknown' }]);
    session.loggedSockets([OPEN]);
    expect(session.connections).toMatchObject([
      { opener: 'worker', evidence: { initiator: 'http://game/worker.js' }, sent: { frames: 1 } },
    ]);
  });

  it('list a WebTransport session without judging its handshake', () => {
    const session = new Session({ browser: 'chrome' });
    const transport: LoggedSocket = {
      ...OPEN,
      key: '1970 https://server/',
      url: 'https://server/',
      api: 'WebTransport',
      status: 0,
      requestHeaders: [],
      responseHeaders: [],
      messages: [],
    };
    session.loggedSockets([transport]);
    expect(session.connections).toMatchObject([{ state: 'connecting', api: 'WebTransport', verdict: null }]);
    session.loggedSockets([{ ...transport, hasEnded: true }]);
    expect(session.connections).toMatchObject([{ state: 'closed', verdict: null }]);
  });
});
