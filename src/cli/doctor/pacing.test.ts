import { expect, test } from 'vitest';
import { Pacing } from './pacing.ts';

const { signal } = new AbortController();

function pacing() {
  const waits: number[] = [];
  const clock = { time: 5000, now: () => clock.time, wait: async (ms: number) => void waits.push(ms) };
  return { clock, waits, pacing: new Pacing(clock) };
}

test('asks a host once a second, whatever the port, even when all ask at once', async () => {
  const { clock, waits, pacing: it } = pacing();
  await Promise.all(
    ['ws://game.example/', 'wss://game.example:8443/', 'http://game.example/'].map((url) =>
      it.turn(url, signal),
    ),
  );
  expect(waits).toEqual([0, 1000, 2000]);
  clock.time += 2500;
  await it.turn('ws://game.example/', signal);
  await it.turn('ws://other.example/', signal);
  expect(waits.slice(3)).toEqual([500, 0]);
});

test.for(['ws://localhost:1/', 'ws://127.0.0.1/', 'ws://[::1]/', 'ws://a.localhost/'])(
  '%s need not wait',
  async (url) => {
    const { waits, pacing: it } = pacing();
    await it.turn(url, signal);
    await it.turn(url, signal);
    expect(waits).toEqual([]);
  },
);

test('ends with its signal', async () => {
  const it = new Pacing();
  await it.turn('ws://game.example/', signal);
  await expect(it.turn('ws://game.example/', AbortSignal.abort())).rejects.toThrow('aborted');
});
