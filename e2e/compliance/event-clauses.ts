import type { Bench, Clause } from './clause.ts';

/** Sends texts one after another, each after the echo of the one before has run its listeners. */
async function exchange({ next }: Bench, socket: WebSocket, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    socket.send(text);
    await next(socket, 'message');
    await Promise.resolve();
  }
}

/** DOM §2 events, and the order in which a connection dispatches its own. */
export const eventClauses: readonly Clause[] = [
  {
    clause: 'WHATWG WebSockets §4: open, message and close come in order, each with its interface',
    observe: async ({ url, next }) => {
      const socket = new WebSocket(url);
      const seen: unknown[] = [];
      const record = (event: Event) =>
        seen.push([
          event.type,
          Object.prototype.toString.call(event),
          event.isTrusted,
          event.target === socket,
          event.currentTarget === socket,
          event.eventPhase,
          event.bubbles,
          event.cancelable,
          event.composed,
          event.composedPath().length,
          socket.readyState,
        ]);
      socket.onopen = record;
      socket.onmessage = record;
      socket.onerror = record;
      socket.onclose = record;
      await next(socket, 'open');
      socket.send('x');
      await next(socket, 'message');
      socket.close();
      await next(socket, 'close');
      return seen;
    },
  },
  {
    clause:
      'DOM §2.9 inner invoke: listeners are called in the order they were added, once, signal and handleEvent included',
    observe: async (bench) => {
      const socket = await bench.open();
      const calls: string[] = [];
      const controller = new AbortController();
      const removed = () => calls.push('removed');
      socket.addEventListener('message', () => calls.push('first'));
      socket.onmessage = () => calls.push('onmessage');
      socket.addEventListener('message', {
        handleEvent() {
          calls.push(`handleEvent ${typeof this}`);
        },
      });
      socket.addEventListener('message', () => calls.push('once'), { once: true });
      socket.addEventListener('message', () => calls.push('capture'), true);
      socket.addEventListener('message', () => calls.push('aborted'), { signal: controller.signal });
      socket.addEventListener('message', removed);
      socket.addEventListener('message', removed);
      socket.removeEventListener('message', removed);
      controller.abort();
      await exchange(bench, socket, '1', '2');
      socket.onmessage = null;
      await exchange(bench, socket, '3');
      socket.onmessage = () => calls.push('again');
      await exchange(bench, socket, '4');
      socket.close();
      return calls;
    },
  },
  {
    clause: 'DOM §2.2 stopImmediatePropagation(): no later listener is called',
    observe: async ({ open, next }) => {
      const socket = await open();
      const calls: string[] = [];
      socket.addEventListener('message', (event) => {
        calls.push('stops');
        event.stopImmediatePropagation();
      });
      socket.onmessage = () => calls.push('never');
      socket.addEventListener('message', () => calls.push('never'));
      socket.send('x');
      socket.close();
      await next(socket, 'close');
      return calls;
    },
  },
  {
    clause: 'DOM §2.9 listeners added, and removed, while an event is dispatched',
    observe: async (bench) => {
      const socket = await bench.open();
      const calls: string[] = [];
      const second = () => calls.push('second');
      socket.addEventListener('message', () => {
        calls.push('first');
        socket.removeEventListener('message', second);
        socket.addEventListener('message', () => calls.push('added'), { once: true });
      });
      socket.addEventListener('message', second);
      await exchange(bench, socket, '1', '2');
      socket.close();
      return calls;
    },
  },
  {
    clause: 'HTML §8.1.8.1 event handlers: what is no function is null, and an object is kept and not called',
    observe: async ({ open, next }) => {
      const socket = await open();
      const values: unknown[] = [1, 'text', null, undefined, Symbol('x'), {}, { handleEvent() {} }].map(
        (value) => {
          socket.onmessage = value as never;
          return [socket.onmessage === value, typeof socket.onmessage];
        },
      );
      const handler = function (this: unknown) {
        values.push([this === socket, 'this']);
      };
      socket.onmessage = handler;
      values.push([socket.onmessage === handler, 'kept']);
      socket.send('x');
      await next(socket, 'message');
      socket.close();
      return values;
    },
  },
  {
    clause: 'HTML §8.1.8.1 event handlers: one that returns false, and one that is a Proxy or bound',
    observe: async ({ open, next }) => {
      const socket = await open();
      const calls: unknown[] = [];
      socket.addEventListener('message', ({ defaultPrevented }) => calls.push(defaultPrevented));
      socket.onmessage = new Proxy(() => false, {
        apply: (target, self, args) => (calls.push(self === socket), Reflect.apply(target, self, args)),
      });
      socket.addEventListener('message', ({ defaultPrevented }) => calls.push(defaultPrevented));
      socket.send('x');
      await next(socket, 'message');
      socket.close();
      return calls;
    },
  },
  {
    clause:
      'HTML §8.1.4.6 report an exception: what a handler throws reaches window.onerror, and later listeners run',
    observe: async ({ open, next }) => {
      const reports: unknown[] = [];
      const thrown = new RangeError('from a handler');
      window.onerror = (message, source, line, column, error) => {
        reports.push([message, source, line, column, error === thrown, error?.stack]);
        return true;
      };
      const socket = await open();
      socket.onmessage = () => {
        throw thrown;
      };
      socket.send('x');
      await next(socket, 'message');
      socket.onclose = () => {
        throw thrown;
      };
      socket.close();
      await next(socket, 'close');
      window.onerror = null;
      return reports;
    },
  },
  {
    clause: 'HTML §8.1.7.3 microtasks: run after each listener that the browser has called',
    observe: async ({ open, next }) => {
      const socket = await open();
      const order: string[] = [];
      for (const name of ['a', 'b']) {
        socket.addEventListener('message', () => {
          order.push(name);
          queueMicrotask(() => order.push(`after ${name}`));
        });
      }
      socket.send('x');
      await next(socket, 'message');
      socket.close();
      return order;
    },
  },
  {
    clause:
      "DOM §2.9 dispatchEvent(): events of the page's own, of every type, run its listeners and nothing else",
    observe: async ({ open, outcome }) => {
      const socket = await open();
      const calls: unknown[] = [];
      for (const type of ['open', 'message', 'error', 'close', 'mine'])
        socket.addEventListener(type, (event) => calls.push([type, event.isTrusted, socket.readyState]));
      const results = [
        new Event('open'),
        new MessageEvent('message', { data: 'forged' }),
        new Event('error'),
        new CloseEvent('close', { code: 4000 }),
        new CustomEvent('mine'),
      ].map((event) => outcome(() => socket.dispatchEvent(event)));
      socket.close();
      return [calls, results];
    },
  },
  {
    clause: 'DOM §2.7 EventTarget: methods of a page that replaced them are those that are called',
    spoilsPage: true,
    observe: async ({ url }) => {
      const calls: string[] = [];
      const { addEventListener } = EventTarget.prototype;
      EventTarget.prototype.addEventListener = function (type: string, ...rest: never[]) {
        calls.push(type);
        return Reflect.apply(addEventListener, this, [type, ...rest]);
      };
      const socket = new WebSocket(url);
      await new Promise((resolve) => (socket.onopen = resolve));
      socket.send('x');
      await new Promise((resolve) => (socket.onmessage = resolve));
      socket.close();
      await new Promise((resolve) => (socket.onclose = resolve));
      EventTarget.prototype.addEventListener = addEventListener;
      return calls;
    },
  },
  {
    clause: 'HTML §9.2.2 MessageEvent: data is one object, however often it is read',
    observe: async ({ open, next }) => {
      const socket = await open();
      socket.send(new Uint8Array([1, 2]));
      const event = await next(socket, 'message');
      const same = event.data === event.data;
      new Uint8Array(event.data as ArrayBuffer)[0] = 9;
      structuredClone(event.data, { transfer: [event.data as ArrayBuffer] });
      socket.binaryType = 'blob';
      socket.send('text');
      const { data } = await next(socket, 'message');
      socket.close();
      return [same, (event.data as ArrayBuffer).byteLength, data];
    },
  },
  {
    clause: 'WHATWG WebSockets §4: a hundred messages in one go keep their order, each in its own task',
    observe: async ({ open }) => {
      const socket = await open();
      const got: unknown[] = [];
      let tasks = 0;
      const done = new Promise<void>((resolve) => {
        socket.onmessage = ({ data }) => {
          got.push(data);
          queueMicrotask(() => tasks++);
          if (got.length === 100) queueMicrotask(resolve);
        };
      });
      for (let i = 0; i < 100; i++) socket.send(String(i));
      await done;
      socket.close();
      return [got, tasks];
    },
  },
];
