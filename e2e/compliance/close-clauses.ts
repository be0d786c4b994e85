import type { Clause } from './clause.ts';

/** WHATWG WebSockets §3.1, `close(code, reason)`, and §4, how a connection ends. */
export const closeClauses: readonly Clause[] = [
  {
    clause:
      'WHATWG WebSockets §3.1 close() step 1: codes other than 1000 and 3000 to 4999 are an InvalidAccessError',
    observe: async ({ open, outcome }) => {
      const socket = await open();
      const results = [
        0,
        999,
        1001,
        1005,
        2999,
        5000,
        65_536,
        -1,
        NaN,
        Infinity,
        1000.4,
        2999.6,
        '4000x',
        null,
        {},
        true,
      ].map((code) => outcome(() => socket.close(code as never)));
      socket.close();
      return [results, socket.readyState];
    },
  },
  {
    clause: 'WHATWG WebSockets §3.1 close() step 2: a reason longer than 123 bytes of UTF-8 is a SyntaxError',
    observe: async ({ open, outcome }) => {
      const socket = await open();
      const results = ['x'.repeat(124), 'é'.repeat(62), '\ud800'.repeat(42)].map((reason) =>
        outcome(() => socket.close(1000, reason)),
      );
      return [
        results,
        socket.readyState,
        outcome(() => socket.close(1000, 'é'.repeat(61))),
        socket.readyState,
      ];
    },
  },
  {
    clause: 'Web IDL §3.2.4 [Clamp] unsigned short, and USVString: conversions, once, in order',
    observe: async ({ open, outcome }) => {
      const calls: string[] = [];
      const code = { valueOf: () => (calls.push('code'), 3000) };
      const reason = { toString: () => (calls.push('reason'), 'why') };
      const socket = await open();
      const results = [
        outcome(() => socket.close(Symbol('code') as never)),
        outcome(() => socket.close(1n as never)),
        outcome(() => socket.close(1000, Symbol('reason') as never)),
        outcome(() =>
          socket.close({
            valueOf() {
              throw new RangeError('mine');
            },
          } as never),
        ),
        outcome(() => socket.close(code as never, reason as never)),
      ];
      return [results, calls, socket.readyState];
    },
  },
  {
    clause: 'WHATWG WebSockets §3.1 close(): code and reason arrive at the server and come back',
    observe: async ({ open, next }) => {
      const results = [];
      for (const args of [
        [],
        [1000],
        [3000, 'done'],
        [4999, ''],
        [undefined, 'no code'],
        ['4000', 12],
        [3001, '\ud800'],
      ] as never[]) {
        const socket = await open();
        try {
          socket.close(...(args as [number, string]));
        } catch (error) {
          results.push((error as Error).message);
          socket.close();
        }
        const { code, reason, wasClean, isTrusted, bubbles, cancelable } = await next<CloseEvent>(
          socket,
          'close',
        );
        results.push([code, reason, wasClean, isTrusted, bubbles, cancelable, socket.readyState]);
      }
      return results;
    },
  },
  {
    clause: 'WHATWG WebSockets §3.1 close() step 3: while CONNECTING it fails the connection',
    observe: async ({ url, next }) => {
      // Of a server that answers, Firefox may have the answer before it hears of the close.
      const socket = new WebSocket(`${url}?reply=none`);
      const events: unknown[] = [];
      for (const type of ['open', 'error', 'message', 'close'])
        socket.addEventListener(type, () => events.push([type, socket.readyState]));
      socket.close(3000, 'never mind');
      const state = socket.readyState;
      const { code, reason, wasClean } = await next<CloseEvent>(socket, 'close');
      return [state, events, code, reason, wasClean];
    },
  },
  {
    clause: 'WHATWG WebSockets §3.1 close(): a second one does nothing, but still checks its arguments',
    observe: async ({ open, next, outcome }) => {
      const socket = await open();
      socket.close(3000, 'first');
      const results = [
        outcome(() => socket.close(3001, 'second')),
        outcome(() => socket.close(1)),
        outcome(() => socket.close()),
      ];
      const { code, reason } = await next<CloseEvent>(socket, 'close');
      return [
        results,
        code,
        reason,
        outcome(() => socket.close(4000)),
        outcome(() => socket.send('late')),
        socket.readyState,
      ];
    },
  },
  {
    clause: 'WHATWG WebSockets §4 when the closing handshake starts: what comes after close() is still heard',
    observe: async ({ open, next }) => {
      const socket = await open();
      const got: unknown[] = [];
      socket.onmessage = ({ data }) => got.push(data);
      socket.send('one');
      socket.close();
      await next(socket, 'close');
      return got.length <= 1;
    },
  },
  {
    clause:
      'WHATWG WebSockets §4 the connection is closed: a server that is not there gives error, then close 1006',
    observe: async ({ next }) => {
      const socket = new WebSocket('ws://127.0.0.1:1/');
      const events: unknown[] = [];
      for (const type of ['open', 'error', 'message', 'close']) {
        socket.addEventListener(type, (event) =>
          events.push([type, event.constructor.name, event.isTrusted, socket.readyState, 'message' in event]),
        );
      }
      const { code, reason, wasClean } = await next<CloseEvent>(socket, 'close');
      return [events, code, reason, wasClean];
    },
  },
  {
    clause: 'HTML §7.4 unloading: a frame that goes takes its connections along, without events',
    observe: async ({ url, frame, next }) => {
      const other = await frame();
      const socket = new other.WebSocket(url);
      await next(socket, 'open');
      let events = 0;
      for (const type of ['error', 'close']) socket.addEventListener(type, () => events++);
      other.frameElement?.remove();
      const own = new WebSocket(url);
      await next(own, 'open');
      own.close();
      await next(own, 'close');
      return events;
    },
  },
];
