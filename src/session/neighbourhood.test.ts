import { describe, expect, test } from 'vitest';
import { evidenceIn } from '../diagnosis/testing/evidence.ts';
import type { HandshakeEvidence } from '../diagnosis/evidence.ts';
import { ConnectionLog } from './connection-log.ts';

const START = 1_800_000_000_000;

class Log extends ConnectionLog {
  constructor() {
    super('chrome');
  }

  begin(at: number, url = 'ws://a/'): number {
    return this.add({
      state: 'connecting',
      sent: { frames: 0, bytes: 0 },
      received: { frames: 0, bytes: 0 },
      lost: 0,
      document: { key: 'page', url: 'http://page/', top: true },
      opener: 'page',
      witness: 'hook',
      evidence: evidenceIn('chrome', { url, createdAt: START + at }),
    });
  }

  /** It had opened when it began. */
  lose(id: number, at: number, change: Partial<HandshakeEvidence> = {}): void {
    const close = { code: 1006, reason: '', wasClean: false, time: START + at };
    const openedAt = this.get(id)?.evidence.createdAt ?? 0;
    this.updateEvidence(id, { outcome: 'open', openedAt, close, ...change }, { state: 'closed' });
  }

  neighbours(id: number) {
    return this.get(id)?.evidence.neighbours;
  }
}

describe('the neighbours of a connection', () => {
  test('are those that are alive when it begins, to any URL', () => {
    const log = new Log();
    const first = log.begin(0);
    log.begin(1, 'ws://b/');
    expect(log.neighbours(log.begin(2))?.alive).toBe(2);
    log.lose(first, 3);
    log.update(first, { lastFrameAt: START });
    expect(log.neighbours(log.begin(4))?.alive).toBe(2);
  });

  test('are those to the same URL that ended within ten seconds', () => {
    const log = new Log();
    for (const at of [0, 1_000, 8_000]) log.lose(log.begin(at), at + 500);
    log.lose(log.begin(9_000, 'ws://b/'), 9_500);
    expect(log.neighbours(log.begin(11_000))?.recentlyEnded).toBe(2);
    expect(log.neighbours(log.begin(60_000))?.recentlyEnded).toBe(0);
  });

  test('tell how long they were silent before they were lost', () => {
    const log = new Log();
    log.lose(log.begin(0), 5_000);
    log.lose(log.begin(0), 9_000, { lastFrameAt: START + 2_000 });
    const close = { code: 1000, reason: '', wasClean: true, time: START + 5_000 };
    log.lose(log.begin(0), 5_000, { close });
    expect(log.neighbours(log.begin(9_000))?.silences).toEqual([5_000, 7_000]);
  });

  test('of a page that reconnects without end cost no more with time', () => {
    const log = new Log();
    for (let at = 0; at < 5_000; at++) log.lose(log.begin(at), at);
    expect(log.neighbours(log.begin(5_000))).toMatchObject({ alive: 0, recentlyEnded: 1_000 });
  });
});
