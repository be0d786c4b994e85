import type { Clause } from './clause.ts';

const construct = (...args: unknown[]) => {
  const socket = Reflect.construct(WebSocket, args);
  const { readyState, protocol, extensions, bufferedAmount, binaryType } = socket as WebSocket;
  (socket as WebSocket).close();
  return [readyState, protocol, extensions, bufferedAmount, binaryType];
};

/** WHATWG WebSockets §3.1, `new WebSocket(url, protocols)`. */
export const constructorClauses: readonly Clause[] = [
  {
    clause: 'Web IDL §3.7.1 interface object step 1: throws if called without new',
    observe: ({ url, outcome }) => [
      outcome(() => (WebSocket as never as (url: string) => void)(url)),
      outcome(() => Reflect.apply(WebSocket, undefined, [])),
      outcome(() => WebSocket.call({} as never, url)),
    ],
  },
  {
    clause: 'Web IDL §3.6 overload resolution: throws without arguments, and takes more than it knows',
    observe: ({ url, outcome }) => [outcome(() => construct()), outcome(() => construct(url, [], 3, 4))],
  },
  {
    clause: 'WHATWG WebSockets §3.1 constructor steps 1 and 2: a URL that cannot be parsed is a SyntaxError',
    observe: ({ outcome }) =>
      [
        '',
        'http//',
        'ws://',
        'ws://host:99999/',
        'ws://[::1',
        'ws://a b/',
        '\ud800',
        undefined,
        null,
        7,
        {},
        [],
      ].map((url) => outcome(() => construct(url))),
  },
  {
    clause:
      'WHATWG WebSockets §3.1 constructor steps 3 to 5: other schemes are a SyntaxError, http and https are not',
    observe: ({ url, outcome }) => [
      ['ftp://127.0.0.1/', 'about:blank', 'data:,x', 'javascript:0', 'wss:', 'mailto:a@b'].map((each) =>
        outcome(() => construct(each)),
      ),
      outcome(() => new WebSocket(url.replace('ws:', 'http:')).url === url),
      outcome(() => new URL(new WebSocket('/relative?q').url).pathname),
      outcome(() => new WebSocket('').url.replace(/page.*/, 'page')),
    ],
  },
  {
    clause: 'WHATWG WebSockets §3.1 constructor step 6: a fragment is a SyntaxError, or is dropped',
    observe: ({ url, outcome }) => [
      outcome(() => construct(`${url}#fragment`)),
      outcome(() => construct(`${url}#`)),
    ],
  },
  {
    clause: 'WHATWG WebSockets §3.1 constructor steps 7 and 8: protocols must be tokens, each once',
    observe: ({ url, outcome }) =>
      [
        '',
        'a b',
        'a,b',
        'é',
        '\u0000',
        ['a', 'a'],
        ['a', 'A'],
        ['ok', ''],
        [null],
        [undefined],
        [1, 1],
        [['a', 'b']],
        [],
        null,
        undefined,
        5,
        true,
        {},
        () => 1,
      ].map((protocols) => outcome(() => construct(url, protocols))),
  },
  {
    clause: 'Web IDL §3.2.9 USVString: a symbol, and what throws as it is converted',
    observe: ({ url, outcome }) => {
      class Mine extends Error {}
      const throwing = {
        toString() {
          throw new Mine('from toString');
        },
      };
      return [
        outcome(() => construct(Symbol('url'))),
        outcome(() => construct(url, Symbol('protocol'))),
        outcome(() => construct(url, [Symbol('protocol')])),
        outcome(() => construct(throwing)),
        outcome(() => construct(url, throwing)),
        outcome(() => construct(url, ['a', throwing])),
        outcome(() => construct(Object.create(null))),
        outcome(() => construct({ [Symbol.toPrimitive]: () => ({}) })),
      ];
    },
  },
  {
    clause:
      'Web IDL §3.2.25 union types: arguments are converted once, in order, by the methods that it names',
    observe: ({ url }) => {
      const calls: string[] = [];
      const traced = (name: string, value: unknown): unknown =>
        new Proxy(
          {},
          {
            get: (_, key) => {
              calls.push(`${name}.${String(key)}`);
              if (key === Symbol.toPrimitive)
                return (hint: string) => (calls.push(`${name} to ${hint}`), value);
              return undefined;
            },
          },
        );
      construct(traced('url', url), traced('protocol', 'chat'));
      construct(url, [traced('first', 'a'), traced('second', 'b')]);
      return calls;
    },
  },
  {
    clause: 'Web IDL §3.2.21 sequences: the iterator is got once, and each step asks for done before value',
    observe: ({ url, outcome }) => {
      const calls: string[] = [];
      const iterable = (values: unknown[]) => ({
        get [Symbol.iterator]() {
          calls.push('get iterator');
          return () => {
            calls.push('iterator()');
            let i = 0;
            return {
              get next() {
                calls.push('get next');
                return () => ({
                  get done() {
                    calls.push('done');
                    return i >= values.length;
                  },
                  get value() {
                    calls.push('value');
                    return values[i++];
                  },
                });
              },
              return: () => (calls.push('return'), {}),
            };
          };
        },
        toString: () => (calls.push('toString'), 'chat'),
      });
      return [
        outcome(() => construct(url, iterable(['a', 'b']))),
        outcome(() => construct(url, iterable(['a', Symbol('x')]))),
        outcome(() => construct(url, iterable(['a', 'a']))),
        calls,
      ];
    },
  },
  {
    clause:
      'Web IDL §3.2.25 union types: an iterator that is null or undefined makes a string, one that is no function throws',
    observe: ({ url, outcome }) =>
      [null, undefined, 1, 'text', {}].map((iterator) =>
        outcome(() => construct(url, { [Symbol.iterator]: iterator, toString: () => 'chat' })),
      ),
  },
  {
    clause: 'Web IDL §3.2.25 union types: a String object, a Set, a generator and a typed array',
    observe: ({ url, outcome }) =>
      [
        new String('ab'),
        new String('aa'),
        new Set(['a', 'b']),
        (function* () {
          yield 'x';
        })(),
        new Uint8Array([1, 2]),
        new Map([['a', 'b']]),
        { length: 1, 0: 'a' },
      ].map((protocols) => outcome(() => construct(url, protocols))),
  },
  {
    clause: 'ECMAScript §7.4 iteration: Array.prototype[Symbol.iterator] of the page is what reads an array',
    spoilsPage: true,
    observe: ({ url, outcome }) => {
      const native = Array.prototype[Symbol.iterator];
      let calls = 0;
      Array.prototype[Symbol.iterator] = function* () {
        calls++;
        yield 'mine';
      } as never;
      const result = outcome(() => construct(url, ['a b', 'a b']));
      const counted = calls;
      Array.prototype[Symbol.iterator] = native;
      return [result, counted];
    },
  },
  {
    clause: 'WHATWG WebSockets §3.1 constructor: attributes before and after the connection is open',
    observe: async ({ url, next }) => {
      const socket = new WebSocket(`${url}ä`, ['first', 'second']);
      const attributes = () => [
        socket.url.replace(url, ''),
        socket.readyState,
        socket.protocol,
        socket.extensions,
        socket.bufferedAmount,
        socket.binaryType,
        socket.onopen,
        socket.onmessage,
      ];
      const before = attributes();
      await next(socket, 'open');
      const after = attributes();
      socket.close();
      const closing = attributes();
      await next(socket, 'close');
      return [before, after, closing, attributes()];
    },
  },
  {
    clause: 'Fetch §4.1 bad port, and Mixed Content §4: what the browser blocks is told as it is natively',
    observe: async ({ outcome, next }) => {
      const events: unknown[] = [];
      const result = outcome(() => {
        const socket = new WebSocket('ws://127.0.0.1:22/');
        socket.onerror = ({ type, isTrusted }) => events.push([type, isTrusted, socket.readyState]);
        return [socket, next<CloseEvent>(socket, 'close')];
      }) as ['returned', [WebSocket, Promise<CloseEvent>]] | ['threw', unknown];
      if (result[0] === 'threw') return result;
      const { code, reason, wasClean } = await result[1][1];
      return [events, code, reason, wasClean];
    },
  },
];
