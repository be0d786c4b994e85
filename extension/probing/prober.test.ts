import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Session } from '../../src/session/session.ts';
import { Prober, type ProbeRunner } from './prober.ts';

describe('Prober', () => {
  let session: Session;
  let id = 0;
  const made: { time: number; url: string }[] = [];
  const runner: ProbeRunner = {
    origins: () => ['page', 'extension'],
    attempt: async (_, __, attempt) => {
      made.push({ time: Date.now(), url: attempt.url });
      return attempt.kind === 'http'
        ? { kind: 'http', time: Date.now(), outcome: 'failed' }
        : { kind: 'handshake', time: Date.now(), outcome: 'failed' };
    },
  };

  beforeEach(() => {
    vi.useFakeTimers();
    made.length = 0;
    session = new Session({ browser: 'chrome' });
    const url = 'ws://localhost:9/';
    const feed = session.documentConnected({ documentKey: 'page', url: '', timeOrigin: 0, top: true });
    session.capture(feed, {
      events: [
        { number: 0, time: 0, type: 'created', connection: 0, argument: url, url, protocols: [], stack: '' },
        { number: 1, time: 1, type: 'error', connection: 0 },
      ],
      chunks: [],
      totals: [],
      next: { event: 2, frame: 0 },
    });
    id = session.connections[0]?.id ?? 0;
  });
  afterEach(() => vi.useRealTimers());

  it('begins at most one probe a second and host', async () => {
    const prober = new Prober(session, runner);
    const done = prober.findOutWhy(id);
    await vi.runAllTimersAsync();
    await done;
    expect(made.length).toBeGreaterThan(5);
    for (const host of new Set(made.map(({ url }) => new URL(url).host))) {
      const times = made.filter(({ url }) => new URL(url).host === host).map(({ time }) => time);
      const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
      expect(Math.min(1_000, ...gaps)).toBe(1_000);
    }
    expect(prober.progress.value).toBeNull();
  });

  it('stops when told, and keeps what it has learned', async () => {
    const prober = new Prober(session, runner);
    const done = prober.findOutWhy(id);
    await vi.advanceTimersByTimeAsync(1_500);
    prober.stop();
    await done;
    await vi.runAllTimersAsync();
    expect(made).toHaveLength(2);
    expect(session.connection(id)?.evidence.probes).toHaveLength(2);
  });

  it('looks into one connection at a time', async () => {
    const prober = new Prober(session, runner);
    const first = prober.findOutWhy(id);
    await prober.findOutWhy(id);
    expect(prober.progress.value).toMatchObject({ connection: id, made: 0 });
    prober.stop();
    await first;
  });
});
