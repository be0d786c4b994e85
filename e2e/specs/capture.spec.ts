import { expect, test } from '../support/fixtures.ts';
import { receiveFrames } from '../support/flood.ts';

test('every frame both ways, text, binary and Blob, in order', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('<h1>game</h1>'));
  const panel = await openPanel(page);
  await page.evaluate(async (url) => {
    const socket = new WebSocket(url, 'binary');
    socket.binaryType = 'arraybuffer';
    await new Promise((resolve) => (socket.onopen = resolve));
    const all = new Promise<void>((resolve) => {
      let left = 6;
      socket.onmessage = () => --left === 0 && resolve();
    });
    const bytes = new Uint8Array([1, 2, 3]);
    for (const data of [
      'hello',
      bytes,
      bytes.buffer,
      new DataView(bytes.buffer, 1),
      new Blob(['blob']),
      'last',
    ])
      socket.send(data);
    bytes.fill(0);
    await all;
  }, echo.url());
  await panel.waitForRows('Frames', 12);
  const isRead = (data: string) => data === '62 6c 6f 62';
  await panel.waitFor(
    'Blobs that were read',
    async () => (await panel.frameData()).filter(isRead).length === 2,
  );
  const rows = await panel.rows('Frames');
  const types = ['text', 'binary', 'binary', 'binary', 'binary', 'text'];
  const lengths = ['5', '3', '3', '2', '4', '4'];
  const data = ['hello', '01 02 03', '01 02 03', '02 03', '62 6c 6f 62', 'last'];
  expect(rows.map((cells) => cells[0])).toEqual([...Array(6).fill('sent'), ...Array(6).fill('received')]);
  expect(rows.map((cells) => cells[2])).toEqual([...types, ...types]);
  expect(rows.map((cells) => cells[3])).toEqual([...lengths, ...lengths]);
  expect(rows.map((cells) => cells[4])).toEqual([...data, ...data]);
});

test('a socket that was opened before the panel, from the first script on', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const html = `<script>
    const socket = new WebSocket('${echo.url()}', ['binary']);
    socket.onopen = () => socket.send('first');
    socket.onmessage = () => { document.title = 'echoed'; };
  </script>`;
  const page = await openPage(site.page(html));
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const look = () => (document.title === 'echoed' ? resolve() : requestAnimationFrame(look));
        look();
      }),
  );
  const panel = await openPanel(page);
  await panel.waitForRows('Frames', 2);
  expect(await panel.frameData()).toEqual(['first', 'first']);
  expect(await panel.rows('Connections')).toEqual([
    [expect.stringContaining('open'), expect.any(String), 'binary → binary', '2 frames', '10 B'],
  ]);
});

test('close codes of the page and of the server, and what is sent too late', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  await page.evaluate(async (url) => {
    const socket = new WebSocket(url);
    await new Promise((resolve) => (socket.onopen = resolve));
    const closed = new Promise((resolve) => (socket.onclose = resolve));
    socket.close(4001, 'bye');
    socket.send('too late');
    await closed;
  }, echo.url());
  await panel.waitForRows('Frames', 1);
  expect(await panel.frameData()).toEqual([expect.stringContaining('not sent: already closed')]);
  await panel.clickRow('Connections', 0);
  expect(await panel.waitForVerdict('close-application')).toMatchObject({ severity: 'info' });
  await panel.click('tab', 'Handshake');
  await panel.waitForText('close() called');
  expect(await panel.text()).toMatch(/close\(\) called\s+after .*4001 \(private use\), “bye”/);
  expect(await panel.text()).toMatch(/close event\s+after .*4001 \(private use\), “bye”, clean/);
});

for (const strict of [false, true]) {
  test(`frames of every kind${strict ? ' under a strict CSP' : ''}`, async ({
    echo,
    site,
    openPage,
    openDetachedPanel,
  }) => {
    const script = (name: string) =>
      `<script>new WebSocket(${JSON.stringify(`${echo.url()}${name}`)})</script>`;
    const cross = site.page(script('cross')).replace('127.0.0.1', 'localhost');
    const same = site.page(script('same'));
    const html = `<script nonce="n">
      const url = ${JSON.stringify(echo.url())};
      new WebSocket(url + 'top');
      const script = (name) => '<scr' + 'ipt>new WebSocket("' + url + name + '")</scr' + 'ipt>';
      const add = (prepare) => { const frame = document.createElement('iframe'); prepare(frame); document.documentElement.append(frame); return frame; };
      new (add(() => {}).contentWindow.WebSocket)(url + 'blank');
      new (add((frame) => { frame.src = 'about:blank'; }).contentWindow.WebSocket)(url + 'about');
      add((frame) => { frame.src = ${JSON.stringify(same)}; });
      add((frame) => { frame.sandbox = 'allow-scripts'; frame.src = ${JSON.stringify(same)} ; });
      ${
        strict
          ? ''
          : `add((frame) => { frame.srcdoc = script('srcdoc'); });
      add((frame) => { frame.sandbox = 'allow-scripts'; frame.srcdoc = script('sandboxed-srcdoc'); });
      add((frame) => { frame.src = URL.createObjectURL(new Blob([script('blob')], { type: 'text/html' })); });
      add((frame) => { frame.src = 'data:text/html,' + encodeURIComponent(script('data')); });
      add((frame) => { frame.src = ${JSON.stringify(cross)}; });`
      }
    </script>`;
    const headers: Record<string, string> = strict
      ? {
          'Content-Security-Policy': "default-src 'none'; script-src 'nonce-n'; connect-src ws:; frame-src *",
        }
      : {};
    const expected = strict
      ? ['about', 'blank', 'same', 'same', 'top']
      : ['about', 'blank', 'blob', 'cross', 'data', 'same', 'same', 'sandboxed-srcdoc', 'srcdoc', 'top'];
    const page = await openPage(site.page(html, { headers }));
    const panel = await openDetachedPanel(page);
    const names = async () =>
      (await panel.rows('Connections')).map((cells) => cells[1]?.split('/').at(-1) ?? '').toSorted();
    await panel.waitFor(
      `${expected.length} connections`,
      async () => (await names()).length === expected.length,
    );
    expect(await names()).toEqual(expected);
  });
}

test('identical frames stay, and a flood loses none', async ({ echo, site, openPage, openDetachedPanel }) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  await receiveFrames(page, echo.url('flood=100000&size=16'), 100_000);
  await panel.waitForRows('Frames', 100_000);
  expect(await panel.text()).toContain('0 lost');
  const last = (await panel.rows('Frames')).at(-1);
  expect(last?.at(-1)).toMatch(/^00 01 86 9f /);
});

test('navigation in the middle of frames', async ({ echo, site, openPage, openPanel }) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  for (const next of ['second', 'third', 'fourth']) {
    await page.evaluate((url) => {
      const socket = new WebSocket(url);
      socket.onopen = () => void setInterval(() => socket.send('tick'), 1);
    }, echo.url());
    await panel.waitFor('100 frames', async () => (await panel.rowCount('Frames')) > 100);
    await page.goto(site.page(next));
    await panel.waitFor('divider alone', async () => (await panel.rowCount('Frames')) < 2);
  }
});

test('what a page sends until its very end is there', async ({ echo, site, openPage, openPanel }) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await panel.click('checkbox', 'Preserve');
  await page.evaluate(
    (url) =>
      new Promise<void>((resolve) => {
        const socket = new WebSocket(url);
        Object.assign(globalThis, { socket });
        socket.onopen = () => resolve();
      }),
    echo.url(),
  );
  await page.evaluate((next) => {
    const { socket } = globalThis as unknown as { socket: WebSocket };
    addEventListener('pagehide', () => socket.send('goodbye'));
    // Many batches, of which the panel can have had few when the page goes.
    setTimeout(() => {
      location.href = next;
      for (let i = 0; i < 20_000; i++) socket.send(`${i} `.padEnd(100, '.'));
    });
  }, site.page('<title>next</title>'));
  await panel.waitForText('Navigated');
  await panel.fill('searchbox', 'Filter frames', 'dir:sent');
  await panel.waitForRows('Frames', 20_002);
  expect((await panel.frameData()).at(-2)).toContain('goodbye');
  expect(await panel.text()).toContain('0 lost');
});

test('a payload too large to keep is cut, with its true length and a hash of all of it', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openDetachedPanel(page);
  const hash = await page.evaluate(async (url) => {
    const socket = new WebSocket(url);
    await new Promise((resolve) => (socket.onopen = resolve));
    const bytes = new Uint8Array(17 * 1024 * 1024).map((_, i) => i);
    socket.send(bytes);
    let hash = 0x811c9dc5;
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, '0');
  }, echo.url());
  await panel.waitFor('a frame', async () => (await panel.rowCount('Frames')) > 0);
  await panel.clickRow('Frames', 0);
  await panel.waitForText('16,777,216 of 17,825,792 bytes were kept.');
  await panel.waitForText(hash);
});

test('a page that comes back from the cache goes on where it stood', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('<title>first</title>'));
  const panel = await openPanel(page);
  await panel.click('checkbox', 'Preserve');
  const talk = (text: string) =>
    page.evaluate(
      (url, text) =>
        new Promise<void>((resolve) => {
          const socket = new WebSocket(url);
          socket.onopen = () => socket.send(text);
          socket.onmessage = () => socket.close();
          socket.onclose = () => resolve();
        }),
      echo.url(),
      text,
    );
  await page.evaluate(() =>
    addEventListener('pageshow', ({ persisted }) => (document.title = `${persisted}`)),
  );
  await talk('before');
  await panel.waitForRows('Connections', 1);
  await page.goto(site.page('<title>second</title>'));
  await panel.waitForText('Navigated');
  await page.evaluate(() => history.back());
  await panel.waitFor('the page from the cache', () =>
    page.evaluate(() => document.title === 'true').catch(() => false),
  );
  await talk('after');
  await panel.waitForRows('Connections', 2);
  const texts = async () => (await panel.frameData()).filter((text) => text === 'before' || text === 'after');
  await panel.waitFor('four frames', async () => (await texts()).length >= 4);
  expect(await texts()).toEqual(['before', 'before', 'after', 'after']);
});
