import { once } from 'node:events';
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
