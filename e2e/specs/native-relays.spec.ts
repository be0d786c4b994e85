import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connectNatively, echoed, type NativeRelay, startNativeRelay } from '../support/native-relay.ts';
import { expect, test as base } from '../support/fixtures.ts';

const test = base.extend<{ startRelay: (target: string, args?: readonly string[]) => Promise<NativeRelay> }>({
  startRelay: async ({ browserUnderTest: _ }, use) => {
    const started: NativeRelay[] = [];
    await use(async (target, args) => {
      const relay = await startNativeRelay(target, args);
      started.push(relay);
      return relay;
    });
    await Promise.all(started.map((relay) => relay.end()));
  },
});

test('a native client is seen in the panel, with what only the wire shows', async ({
  echo,
  site,
  openPage,
  openPanel,
  startRelay,
}) => {
  const relay = await startRelay(echo.url());
  const panel = await openPanel(await openPage(site.page('game')));
  await panel.click('button', 'Relays');
  await panel.click('button', `Follow ${relay.url}`);
  await panel.waitForText('following');
  const client = await connectNatively(relay.url, ['binary']);
  await echoed(client, 'hello');
  await echoed(client, Uint8Array.of(1, 2, 3));
  const pong = once(client, 'pong');
  client.ping('still there?');
  await pong;
  client.close(1000, 'bye');
  await once(client, 'close');
  await panel.waitForRows('Frames', 8);
  const frames = await panel.rows('Frames');
  expect(frames.map(([direction, , type, length, data]) => [direction, type, length, data])).toEqual([
    ['sent', 'text', '5', 'hello'],
    ['received', 'text', '5', 'hello'],
    ['sent', 'binary', '3', '01 02 03'],
    ['received', 'binary', '3', '01 02 03'],
    ['sent', 'ping', '12', expect.stringContaining('73 74')],
    ['received', 'pong', '12', expect.stringContaining('73 74')],
    ['sent', 'close', '5', '1000 (Normal Closure) “bye”'],
    ['received', 'close', '5', '1000 (Normal Closure) “bye”'],
  ]);
  await panel.clickRow('Frames', 4);
  await panel.waitForText('0x9 (ping)');
  expect(await panel.text()).toMatch(/Mask\s+0x[0-9a-f]{8}/);
  await panel.click('button', 'Close the frame');
  await panel.clickRow('Connections', 0);
  await panel.click('tab', 'Handshake');
  await panel.waitForText('GET / HTTP/1.1');
  const text = await panel.text();
  expect(text).toContain('Sec-WebSocket-Protocol: binary');
  expect(text).toContain('HTTP/1.1 101 Switching Protocols');
  expect(text).toContain('The server got the same bytes.');
});

test('no page finds a relay, follows it, or passes for one', async ({ echo, site, openPage, startRelay }) => {
  const relay = await startRelay(echo.url());
  const list = 'http://127.0.0.1:9997/relays';
  const { relays } = (await (await fetch(list)).json()) as { relays: { url: string; feed: string }[] };
  const feed = relays.find(({ url }) => url === relay.url)?.feed ?? '';
  expect(feed).toMatch(/^ws:/);
  const page = await openPage(site.page('a page that would like to know'));
  const found = await page.evaluate(
    async (list, feed) => {
      const read = (mode: RequestMode) =>
        fetch(list, { mode }).then(
          async (response) => `${response.type} ${await response.text()}`,
          (error: Error) => error.name,
        );
      const connect = (url: string) =>
        new Promise((resolve) => {
          const socket = new WebSocket(url);
          socket.onopen = () => resolve('open');
          socket.onerror = () => resolve('refused');
        });
      const register = list.replace('http', 'ws').replace('relays', 'register');
      return [await read('cors'), await read('no-cors'), await connect(feed), await connect(register)];
    },
    list,
    feed,
  );
  const unreadable: unknown = expect.stringMatching(/^(?:opaque |TypeError)$/);
  expect(found).toEqual(['TypeError', unreadable, 'refused', 'refused']);
});

test('a recording is opened and dropped, and a broken one says where', async ({
  echo,
  openTester,
  startRelay,
}, testInfo) => {
  const path = testInfo.outputPath('session.jsonl');
  const relay = await startRelay(echo.url(), ['--record', path]);
  const client = await connectNatively(relay.url, ['binary']);
  await echoed(client, 'from the past');
  client.close(4001, 'over');
  await once(client, 'close');
  await relay.end();
  const recorded = readFileSync(path, 'utf8');

  const tester = await openTester();
  await tester.click('button', 'Relays');
  const give = (text: string, name: string, how: 'chosen' | 'dropped') =>
    tester.surface.evaluate(
      (text, name, how) => {
        const files = new DataTransfer();
        files.items.add(new File([text], name));
        if (how === 'dropped') {
          document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: files }));
          return;
        }
        const input = document.querySelector<HTMLInputElement>('[aria-label=Recording]');
        if (!input) throw new Error('There is no field for a file');
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      text,
      name,
      how,
    );
  await tester.waitFor('field for a file', () =>
    tester.surface.evaluate(() => document.querySelector('[aria-label=Recording]') !== null),
  );
  await give('{"type":"something else"}', 'other.json', 'chosen');
  await tester.waitForText('other.json was not opened: its first line is not that of a recording');
  await give(recorded.slice(0, -20), 'session.jsonl', 'dropped');
  await tester.waitForText('session.jsonl: 1 connection, 4 frames. Line');
  await tester.waitForRows('Frames', 4);
  expect(await tester.frameData()).toEqual([
    'from the past',
    'from the past',
    '4001 (private use) “over”',
    '4001 (private use) “over”',
  ]);
  await give(recorded, 'whole.jsonl', 'chosen');
  await tester.waitForText('whole.jsonl: 1 connection, 4 frames.');
  await tester.waitForRows('Connections', 2);
});

test('native and browser side by side: the subprotocol that only the browser misses', async ({
  browserUnderTest,
  echo,
  site,
  openPage,
  openDetachedPanel,
  startRelay,
}) => {
  const relay = await startRelay(echo.url('subprotocol=omit'));
  const page = await openPage(site.page('the game in the browser'));
  const panel = await openDetachedPanel(page);
  await panel.click('button', 'Relays');
  await panel.click('button', `Follow ${relay.url}`);
  await panel.waitForText('following');
  const client = await connectNatively(relay.url);
  await echoed(client, 'join');
  await panel.waitForRows('Connections', 1);
  await page.evaluate(async (url) => {
    const socket = new WebSocket(url, 'binary');
    await new Promise((resolve) => {
      socket.onopen = resolve;
      socket.onerror = resolve;
    });
    if (socket.readyState !== WebSocket.OPEN) return;
    const echo = new Promise((resolve) => (socket.onmessage = resolve));
    socket.send('leave');
    await echo;
  }, echo.url('subprotocol=omit'));
  await panel.waitForRows('Connections', 2);
  await panel.clickRow('Connections', 0);
  await panel.click('tab', 'Compare');
  const offers = 'The native client offers no subprotocol, the page offers the subprotocol binary.';
  await panel.waitForText(offers);
  const text = await panel.text();
  const isChromium = browserUnderTest === 'chromium';
  // Firefox lets a page connect without the answer that it asked for.
  expect(text.includes('The native client opened, the page failed')).toBe(isChromium);
  const differing = await panel.surface.evaluate(() =>
    [...document.querySelectorAll('.pair-differs')].map((row) => row.textContent ?? ''),
  );
  expect(differing.join('\n')).toContain('asked Subprotocols');
  expect(differing.join('\n')).toContain('join');
  client.terminate();
});
