import { describe, expect, it } from 'vitest';
import { planProbes } from './probe-plan.ts';
import { failedInChrome, failedInFirefox, openInFirefox } from './testing/evidence.ts';

const offers = (plan: ReturnType<typeof planProbes>) =>
  plan.map((probe) =>
    probe.kind === 'http'
      ? `http ${probe.url}`
      : `${probe.from} [${probe.protocols.join()}] ${new URL(probe.url).origin}`,
  );

describe('planProbes', () => {
  it('tries the same offer, none, plain HTTP, the machine by its other names, TLS, another origin, an unknown offer', () => {
    const plan = planProbes(failedInChrome('', { url: 'ws://localhost:9998/', protocols: ['binary'] }), [
      'page',
      'extension',
    ]);
    expect(offers(plan)).toEqual([
      'page [binary] ws://localhost:9998',
      'page [] ws://localhost:9998',
      'http http://localhost:9998/',
      'page [binary] ws://127.0.0.1:9998',
      'page [binary] ws://[::1]:9998',
      'page [binary] wss://localhost:9998',
      'extension [binary] ws://localhost:9998',
      'page [socketscope-unknown] ws://localhost:9998',
      'http https://localhost:9998/',
    ]);
  });

  it('tries each of several alone, and never more than a dozen', () => {
    const protocols = Array.from({ length: 50 }, (_, i) => `p${i}`);
    const plan = planProbes(failedInChrome('', { protocols }), ['page', 'extension']);
    expect(offers(plan)).toContain('page [p1] ws://localhost:9998');
    expect(plan.length).toBeLessThanOrEqual(12);
  });

  it('leaves other places alone where the handshake was answered', () => {
    for (const evidence of [openInFirefox(''), failedInFirefox('HTTP/1.1 403 Forbidden', '')]) {
      const plan = planProbes(evidence, ['page']);
      expect(new Set(plan.map(({ url }) => new URL(url).host))).toEqual(new Set(['localhost:9998']));
    }
  });

  it('does not go from another machine to this one', () => {
    const plan = planProbes(failedInChrome('', { url: 'wss://game.example/' }), ['page']);
    expect(new Set(plan.map(({ url }) => new URL(url).hostname))).toEqual(new Set(['game.example']));
  });

  it('goes without TLS from where nothing holds it to secure schemes', () => {
    const plan = planProbes(failedInChrome('', { url: 'wss://game.example/' }), ['page', 'extension']);
    expect(offers(plan)).toContain('extension [] ws://game.example');
  });

  it('has nothing to try for what is no URL', () => {
    expect(planProbes(failedInChrome('', { url: 'game' }), ['page'])).toEqual([]);
  });
});
