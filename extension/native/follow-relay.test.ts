// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RelayInfo } from '../../src/bridge/relay-feed.ts';
import { encodeWireBatch } from '../../src/bridge/wire-batch-bytes.ts';
import { Session } from '../../src/session/session.ts';
import { type FollowStatus, followRelay } from './follow-relay.ts';

const RELAY: RelayInfo = {
  relayKey: 'k',
  url: 'ws://localhost:9998',
  target: 'ws://a/',
  timeOrigin: 0,
  edits: [],
  feed: 'ws://127.0.0.1:5001/feed',
};

class StubSocket {
  static readonly OPEN = 1;
  static all: StubSocket[] = [];
  readonly sent: string[] = [];
  readyState = 0;
  onopen = () => {};
  onclose = () => {};
  onmessage: (event: { data: unknown }) => void = () => {};
  readonly url: string;

  constructor(url: string) {
    this.url = url;
    StubSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose();
  }

  open(): void {
    this.readyState = 1;
    this.onopen();
  }

  /** One connection more, as the event of that number. */
  tell(number: number): void {
    const event = {
      number,
      time: 0,
      type: 'accepted',
      connection: number,
      client: '127.0.0.1:5000',
    } as const;
    const next = { event: number + 1, frame: 0 };
    this.onmessage({ data: encodeWireBatch({ events: [event], chunks: [], totals: [], next }).buffer });
  }
}

let session: Session;
let told: FollowStatus[];
let listed: readonly RelayInfo[];
let stop: () => void;
const asked = vi.fn<() => void>();

const statuses = () => told.map(({ status }) => status);
const newest = () => StubSocket.all.at(-1);

beforeEach(() => {
  vi.useFakeTimers();
  asked.mockClear();
  StubSocket.all = [];
  listed = [RELAY];
  told = [];
  session = new Session({ browser: 'chrome' });
  vi.stubGlobal('WebSocket', StubSocket);
  vi.stubGlobal('fetch', () => {
    asked();
    return Promise.resolve(Response.json({ version: 1, relays: listed }));
  });
  stop = followRelay(session, RELAY, (status) => told.push(status));
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('following a native relay', () => {
  it('pulls again after each batch, from where it stands, and asks nobody else', async () => {
    newest()?.open();
    newest()?.tell(0);
    await vi.advanceTimersByTimeAsync(20);
    const cursors = newest()?.sent.map((text) => (JSON.parse(text) as { cursor: object }).cursor);
    expect(cursors).toEqual([
      { event: 0, frame: 0 },
      { event: 1, frame: 0 },
    ]);
    expect(session.connections).toHaveLength(1);
    expect(statuses()).toEqual(['connecting', 'following']);
    expect(asked).not.toHaveBeenCalled();
  });

  it('finds a lost relay again where its feed is now, and goes on where it stood', async () => {
    newest()?.open();
    newest()?.tell(0);
    listed = [{ ...RELAY, feed: 'ws://127.0.0.1:5002/feed' }];
    newest()?.close();
    await vi.advanceTimersByTimeAsync(300);
    expect(newest()?.url).toBe('ws://127.0.0.1:5002/feed');
    newest()?.open();
    newest()?.tell(1);
    expect(newest()?.sent[0]).toContain('"event":1');
    expect(session.connections).toHaveLength(2);
    expect(statuses()).toEqual(['connecting', 'following', 'lost', 'following']);
  });

  it('gives up a relay that is not listed any more, and ends its connections', async () => {
    newest()?.open();
    newest()?.tell(0);
    listed = [{ ...RELAY, relayKey: 'another at the same port' }];
    newest()?.close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(StubSocket.all).toHaveLength(1);
    expect(statuses().at(-1)).toBe('gone');
    expect(session.connections[0]?.state).toBe('failed');
  });

  it('stops at what it does not understand, and says what it was', async () => {
    newest()?.open();
    newest()?.onmessage({ data: new ArrayBuffer(2) });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told.at(-1)).toEqual({ status: 'not-understood', why: 'shorter than its header' });
    expect([StubSocket.all.length, newest()?.readyState]).toEqual([1, 3]);
  });

  it('says of open connections that they are followed no longer, and again', async () => {
    newest()?.open();
    newest()?.tell(0);
    stop();
    stop = followRelay(session, RELAY, (status) => told.push(status));
    await vi.advanceTimersByTimeAsync(0);
    const [connection] = session.connections;
    expect(connection?.state).toBe('connecting');
    expect(connection?.wire?.notes.map(({ what }) => what)).toEqual([
      expect.stringContaining('was stopped'),
      'The relay is followed again.',
    ]);
  });

  it('asks nothing more once it is stopped', async () => {
    newest()?.open();
    stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([StubSocket.all.length, newest()?.readyState]).toEqual([1, 3]);
    expect(asked).not.toHaveBeenCalled();
  });
});
