import type { InspectedPage } from '../support/driver.d.ts';
import { launchFirefox } from '../support/firefox.mjs';
import { expect, test } from '../support/fixtures.ts';

/** What a worker sees of itself, and what its owner hears: compared with what the standards say. */
const report = (echo: string, library: string) => `
  const seen = {
    href: location.href,
    isStrict: (function () { return this === undefined; })(),
    symbols: Object.getOwnPropertySymbols(globalThis).filter((symbol) => symbol !== Symbol.toStringTag).length,
    line: Number(/:(\\d+):\\d+\\)?$/m.exec(new Error().stack)[1]),
    name: WebSocket.name + WebSocket.length + Worker.name + Worker.length,
    imported: (importScripts(${JSON.stringify(library)}), globalThis.library),
  };
  const socket = new WebSocket(${JSON.stringify(echo)});
  socket.onmessage = () => postMessage(seen);
  socket.onopen = () => socket.send('x');`;

for (const strict of [false, true]) {
  test(`a ${strict ? 'strict' : 'sloppy'} worker stays as it was, and its owner hears nothing else`, async ({
    echo,
    site,
    openPage,
    openPanel,
  }) => {
    const library = new URL(site.source(`globalThis.library = 'relative';`)).pathname;
    const script = site.source(
      `${strict ? "/* a licence */ 'use strict'\n" : '\n'}${report(echo.url(), library)}`,
    );
    const page = await openPage(
      site.page('game', { headers: { 'Content-Security-Policy': "worker-src 'self'" } }),
    );
    const panel = await openPanel(page);
    const heard = await page.evaluate(async (script) => {
      const heard: unknown[] = [];
      const worker = new Worker(script);
      await new Promise<void>((resolve, reject) => {
        worker.onmessage = ({ data }) => {
          heard.push(data);
          if (typeof data === 'object') resolve();
        };
        worker.onerror = ({ message }) => reject(new Error(message));
      });
      return heard;
    }, script);
    expect(heard).toEqual([
      {
        href: script,
        isStrict: strict,
        symbols: 0,
        line: 7,
        name: 'WebSocket1Worker1',
        imported: 'relative',
      },
    ]);
    await panel.waitForRows('Frames', 2);
  });
}

test('a worker without connections is heard by nobody', async ({ site, openPage, openPanel }) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  const heard = await page.evaluate(async (script) => {
    const heard: unknown[] = [];
    const worker = new Worker(script);
    worker.onmessage = ({ data }) => heard.push(data);
    await new Promise<void>((resolve) => {
      worker.addEventListener('message', ({ data }) => data === 'last' && resolve());
    });
    return heard;
  }, site.source(`postMessage('first'); setTimeout(() => postMessage('last'))`));
  expect(heard).toEqual(['first', 'last']);
  expect(await panel.rowCount('Connections')).toBe(0);
});

test('workers that a page may not have fail as they did', async ({ site, openPage }) => {
  const policy = { 'Content-Security-Policy': "worker-src 'self'" };
  const page = await openPage(site.page('game', { headers: policy }));
  const ends = await page.evaluate(
    (missing, document) =>
      Promise.all(
        [
          () => document,
          () => URL.createObjectURL(new Blob(['postMessage(1)'])),
          () => 'data:text/javascript,postMessage(1)',
          () => missing,
          () => 'http://[',
        ].map(async (url) => {
          try {
            const worker = new Worker(url());
            return await new Promise((resolve) => {
              worker.onerror = () => resolve('error');
              worker.onmessage = () => resolve('message');
            });
          } catch (error) {
            return (error as DOMException).name;
          }
        }),
      ),
    '/there-is-no-such-file',
    site.page('no script'),
  );
  expect(ends).toEqual(['error', 'error', 'error', 'error', 'SyntaxError']);
});

for (const policy of ['', "require-trusted-types-for 'script'"]) {
  test(`a page cannot tell its workers from native ones @not-in-chromium ${policy}`, async ({
    site,
    openPage,
  }) => {
    const scripts = {
      worker: site.source('onmessage = ({ data, ports }) => postMessage([data, ports.length]);'),
      document: site.page('no script'),
      syntaxError: site.source('\n foo bar'),
      throwing: site.source('\n throw new Error("x")'),
      missing: '/there-is-no-such-file',
    };
    const headers: Record<string, string> = policy ? { 'Content-Security-Policy': policy } : {};
    const url = site.page(`<script src="${site.script('worker-probes.js')}"></script>`, { headers });
    type Probe = (urls: typeof scripts) => Promise<Record<string, string>>;
    const observe = (page: InspectedPage) =>
      page.evaluate(
        (scripts) => (globalThis as unknown as { probeWorkers: Probe }).probeWorkers(scripts),
        scripts,
      );
    const observed = await observe(await openPage(url));
    const bare = await launchFirefox({ extension: false });
    const native = await observe(await bare.openPage(url));
    await bare.close();
    expect(Object.keys(native).length).toBeGreaterThan(30);
    for (const [what, result] of Object.entries(native)) expect.soft(observed[what], what).toEqual(result);
  });
}
