import { expect, test } from '../support/fixtures.ts';

const FORGED_FIXES = JSON.stringify({
  fixes: [{ pattern: '*', protocols: ['forged'], url: 'ws://127.0.0.1:1/', repair: true }],
  keep: true,
});

/** Tries to get at the channel between hook and relay, and to make one of its own. */
const channelAttack = (seen: string) => `<script>
  window.${seen} = [];
  const watch = (target) => {
    for (const type of ['socketscope-node', 'socketscope-handover', 'socketscope-fixes', 'socketscope-flush', 'message']) {
      target.addEventListener(type, (event) => window.${seen}.push(type + ' ' + (event.ports?.length ?? 0)), true);
    }
  };
  watch(window);
  watch(document);
  const offer = (target, ports, related) => {
    target.dispatchEvent(new MouseEvent('socketscope-node', { relatedTarget: related }));
    return !target.dispatchEvent(new MessageEvent('socketscope-handover', { ports, cancelable: true }));
  };
  window.offerChannel = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => window.${seen}.push('command ' + data.type);
    const node = document.createElement('i');
    watch(node);
    window.${seen}.length = 0;
    window.taken = offer(document, [port2], node);
    port1.postMessage({ type: 'announce' });
    port1.postMessage({ type: 'batch', listener: '', batch: { events: [], chunks: [], totals: [], next: { event: 9, frame: 9 } } });
  };
</script>`;

declare global {
  var offerChannel: () => void;
  var taken: boolean;
  var attacked: string[];
}

test('a page that forges the events of the handover gets no channel, and hears of no panel', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page(channelAttack('attacked')));
  await page.evaluate(() => globalThis.offerChannel());
  const panel = await openDetachedPanel(page);
  await page.evaluate(async (url) => {
    const socket = new WebSocket(url);
    await new Promise((resolve) => (socket.onopen = resolve));
    socket.send('still captured');
    await new Promise((resolve) => (socket.onmessage = resolve));
  }, echo.url());
  await panel.waitForRows('Frames', 2);
  const [isTaken, heard] = await page.evaluate(() => [globalThis.taken, globalThis.attacked] as const);
  expect(isTaken).toBe(false);
  // Its own two events, on window and document, and nothing else.
  expect(heard.filter((each) => !/^socketscope-(node|handover)/.test(each))).toEqual([]);
  expect(await panel.text()).not.toContain('could not be understood');
});

test('fixes that a page forges are ended, told, and come to no other page', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('forger'));
  await page.evaluate((fixes) => sessionStorage.setItem('socketscope-fixes', fixes), FORGED_FIXES);
  await page.reload();
  const panel = await openDetachedPanel(page);
  await panel.waitForText('could not be understood or believed');
  expect(await panel.text()).not.toContain('forged');
  const connect = (url: string) => {
    const socket = new WebSocket(url);
    return new Promise<string>((resolve) => {
      socket.onopen = () => resolve(`open ${socket.url}`);
      socket.onerror = () => resolve('failed');
    });
  };
  await panel.waitFor('a page without the fix', async () => {
    return (await page.evaluate(connect, echo.url())) === `open ${echo.url()}`;
  });
  // Another origin in the same tab, while the panel that saw the forgery is open.
  await page.goto(site.page('another').replace('127.0.0.1', 'localhost'));
  expect(await page.evaluate(connect, echo.url())).toBe(`open ${echo.url()}`);
});

test('a page that listens at its built-ins cannot tell that a panel reads its frames', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const html = `<script>
    window.touched = '';
    // What the test itself runs in the page does not count.
    const record = (name) => {
      const { stack } = new Error();
      if (!/UtilityScript|pptr:/.test(stack)) window.touched += String(name) + ' ' + stack;
    };
    const spy = (target, name) => {
      const native = Object.getOwnPropertyDescriptor(target, name);
      Object.defineProperty(target, name, {
        __proto__: null,
        configurable: true,
        get() { record(name); return native?.get ? Reflect.apply(native.get, this, []) : native?.value; },
        set(value) { record(name); Object.defineProperty(this, name, { __proto__: null, value, writable: true, configurable: true, enumerable: true }); },
      });
    };
    const TypedArray = Object.getPrototypeOf(Uint8Array);
    window.listen = () => {
      for (const each of [TypedArray, ArrayBuffer, Array, Promise, Map]) spy(each, Symbol.species);
      for (const each of ['length', 'byteLength', 'byteOffset', 'buffer', 'slice', 'subarray', 'set', 'constructor']) spy(TypedArray.prototype, each);
      for (const each of ['constructor', 'byteLength', 'slice']) spy(ArrayBuffer.prototype, each);
      for (const each of ['postMessage', 'start', 'onmessage']) spy(MessagePort.prototype, each);
      for (const each of ['data', 'ports']) spy(MessageEvent.prototype, each);
      for (const each of [0, 1, 'push', 'map', Symbol.iterator]) spy(Array.prototype, each);
      for (const each of ['type', 'listener', 'cursor', 'event', 'frame', 'batch', 'events', 'chunks', 'totals', 'next', 'waiting', 'toJSON', 'value', 'get']) spy(Object.prototype, each);
    };
  </script>`;
  const page = await openPage(site.page(html));
  await page.evaluate(async (url) => {
    const socket = new WebSocket(url);
    await new Promise((resolve) => (socket.onopen = resolve));
    for (let i = 0; i < 1_000; i++) socket.send(`before the panel ${i}`);
    let left = 1_000;
    await new Promise<void>((resolve) => (socket.onmessage = () => --left === 0 && resolve()));
    (globalThis as never as { listen: () => void }).listen();
    (globalThis as never as { touched: string }).touched = '';
  }, echo.url());
  const panel = await openDetachedPanel(page);
  await panel.waitForRows('Frames', 2_000);
  const touched = await page.evaluate(() => (globalThis as never as { touched: string }).touched);
  expect(touched).toBe('');
});

test('a page that takes the channel of its own frame loses the capture of that frame only', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const inner = site.page('<p>a frame');
  const html = `<script>
    window.stolen = 0;
    const frame = document.createElement('iframe');
    frame.src = '${inner}';
    document.documentElement.append(frame);
    // The window of the first, empty document is used again for the next one.
    frame.contentWindow.addEventListener('socketscope-handover', (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      window.stolen = event.ports.length;
    }, true);
    window.talk = async (Socket, text) => {
      const socket = new Socket('${echo.url()}');
      await new Promise((resolve) => (socket.onopen = resolve));
      socket.send(text);
      return new Promise((resolve) => (socket.onmessage = ({ data }) => resolve(data)));
    };
    window.loaded = new Promise((resolve) => (frame.onload = resolve));
  </script>`;
  const page = await openPage(site.page(html));
  const panel = await openDetachedPanel(page);
  const echoes = await page.evaluate(async () => {
    const stage = globalThis as never as {
      talk: (socket: unknown, text: string) => Promise<string>;
      loaded: Promise<void>;
      stolen: number;
    };
    await stage.loaded;
    const { talk } = stage;
    const inFrame = await talk(
      (globalThis.frames[0] as unknown as typeof globalThis).WebSocket,
      'in the frame',
    );
    return [stage.stolen, inFrame, await talk(WebSocket, 'in the page')];
  });
  expect(echoes, 'the theft succeeds, and disturbs nothing').toEqual([1, 'in the frame', 'in the page']);
  await panel.waitForText('in the page');
});

test('giant texts, failing constructors and endless closing hold up neither the page nor the panel', async ({
  echo,
  site,
  openPage,
  openDetachedPanel,
}) => {
  const page = await openPage(site.page('flooder'));
  const panel = await openDetachedPanel(page);
  const took = await page.evaluate(async (url) => {
    const start = performance.now();
    const attempt = (run: () => unknown) => {
      try {
        run();
      } catch {
        // That it throws is what is wanted.
      }
    };
    for (let i = 0; i < 20_000; i++) attempt(() => new WebSocket('ftp://host/'));
    attempt(() => new WebSocket(`ftp://host/${'x'.repeat(1_000_000)}`));
    const socket = new WebSocket(`${url}${'x'.repeat(4_000)}`);
    await new Promise((resolve) => (socket.onopen = resolve));
    socket.close(3000, 'é'.repeat(61));
    for (let i = 0; i < 100_000; i++) socket.close();
    await new Promise((resolve) => (socket.onclose = resolve));
    return performance.now() - start;
  }, echo.url());
  expect(took, 'milliseconds').toBeLessThan(15_000);
  await page.evaluate(async (url) => {
    const socket = new WebSocket(url);
    await new Promise((resolve) => (socket.onopen = resolve));
    socket.send('afterwards');
  }, echo.url());
  await panel.waitForText('afterwards');
});
