import { expect, test } from 'vitest';
import type { HandshakeEvidence } from '../../diagnosis/evidence.ts';
import { evidenceIn } from '../../diagnosis/testing/evidence.ts';
import { planFor } from './plan.ts';

const URL = 'ws://localhost:9998/';

function first(change: Partial<HandshakeEvidence>): HandshakeEvidence {
  return evidenceIn('node', { outcome: 'failed', settledAt: 1, ...change });
}

function failedWith(error: string, change: Partial<HandshakeEvidence> = {}): HandshakeEvidence {
  return first({ exchange: { time: 1, error }, ...change });
}

function answered(status: number, change: Partial<HandshakeEvidence> = {}): HandshakeEvidence {
  const response = { time: 2, status, statusLine: `HTTP/1.1 ${status} X`, headers: [] };
  return first({ exchange: { time: 1, requestHeaders: [], response }, ...change });
}

function urlsFor(evidence: HandshakeEvidence): string[] {
  return [...new Set(planFor(evidence, undefined).map(([{ url }]) => url))].filter(
    (url) => url !== evidence.url,
  );
}

test('a name that nobody has is asked for once', () => {
  expect(planFor(failedWith('ENOTFOUND'), undefined)).toEqual([]);
});

test('a port that nobody listens on is not offered anything else', () => {
  const plans = planFor(failedWith('ECONNREFUSED', { protocols: ['a'] }), undefined);
  expect(plans.map(([{ url }]) => url)).not.toContain(URL);
  expect(plans.length).toBeGreaterThan(2);
});

test('another place is tried where nobody answered', () => {
  expect(urlsFor(failedWith('CLOSED response'))).toEqual(
    expect.arrayContaining(['wss://localhost:9998/', 'ws://127.0.0.1:9998/', 'ws://[::1]:9998/']),
  );
  expect(urlsFor(answered(404))).toEqual(['http://localhost:9998/']);
});

test('never more than a dozen, and one of them for a page from elsewhere', () => {
  const protocols = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  for (const origin of [undefined, 'https://game.example']) {
    const plans = planFor(answered(404, { protocols }), origin);
    expect(plans.length).toBeLessThanOrEqual(12);
    expect(plans.filter(([, origin]) => origin !== undefined)).toHaveLength(origin === undefined ? 0 : 1);
  }
  expect(planFor({ ...answered(101, { protocols }), outcome: 'open' }, undefined)[0]?.[1]).toMatch(/^https:/);
});
