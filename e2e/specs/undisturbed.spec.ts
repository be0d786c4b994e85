import { expect, test } from '../support/fixtures.ts';

test('a page that throws in getters, and freezes and replaces WebSocket, is still captured', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const html = `<script>
    for (const name of ['then', 'get', 'apply', 'value', 'constructor2']) {
      Object.defineProperty(Object.prototype, name, { __proto__: null, configurable: true, get() { throw new Error(name); }, set(value) {
        Object.defineProperty(this, name, { __proto__: null, value, writable: true, configurable: true, enumerable: true });
      } });
    }
    Object.freeze(WebSocket.prototype);
    Object.freeze(Array.prototype);
    const Native = WebSocket;
    window.WebSocket = class extends Native {};
    const socket = new WebSocket('${echo.url()}');
    socket.onopen = () => socket.send('through it all');
    socket.onmessage = () => { window.echoed = true; };
    for (const name of ['then', 'get', 'apply', 'value', 'constructor2']) delete Object.prototype[name];
  </script>`;
  const page = await openPage(site.page(html));
  const panel = await openDetachedPanel(page);
  await panel.waitForRows('Frames', 2);
  expect(await panel.frameData()).toEqual(['through it all', 'through it all']);
});

test('7 MB frames, lone surrogates and a close in the middle of sending', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  await page.evaluate(async (url) => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    await new Promise((resolve) => (socket.onopen = resolve));
    socket.send('\ud800 alone');
    // There and back this is less than the backlog holds, so that a panel that is late loses nothing.
    socket.send(new Uint8Array(7_000_000));
    await new Promise<void>((resolve) => {
      socket.onmessage = ({ data }) => typeof data !== 'string' && resolve();
    });
    socket.send('before');
    socket.close();
    socket.send('after');
    await new Promise((resolve) => (socket.onclose = resolve));
  }, echo.url());
  await panel.waitFor('discarded frame', async () =>
    (await panel.frameData()).some((data) => data.includes('not sent')),
  );
  const rows = await panel.rows('Frames');
  expect(rows.map((cells) => cells[3])).toEqual(expect.arrayContaining(['9', '7,000,000', '6', '5']));
  expect(rows[0]?.at(-1)).toBe('\ufffd alone');
  expect(await panel.text()).toContain('0 lost');
});
