import type { Clause } from './clause.ts';

const shape = (object: object) =>
  Reflect.ownKeys(object).map((key) => {
    const { value, get, set, ...rest } = Object.getOwnPropertyDescriptor(object, key) ?? {};
    return [String(key), typeof value, key === 'prototype' ? 'the prototype' : value, get, set, rest];
  });

const NO_SOURCE =
  'A proxy has no source text of its own, and to replace Function.prototype.toString would disturb far more.';

const members = ['url', 'readyState', 'bufferedAmount', 'extensions', 'protocol', 'binaryType'] as const;
const handlers = ['onopen', 'onerror', 'onclose', 'onmessage'] as const;

/** Web IDL: what the interface is, before any connection. */
export const interfaceClauses: readonly Clause[] = [
  {
    clause: 'Web IDL §3.7.1 interface object: names, lengths, attributes and order of its properties',
    observe: () => [typeof WebSocket, WebSocket.name, WebSocket.length, shape(WebSocket)],
  },
  {
    clause:
      'Web IDL §3.7.3 interface prototype object: names, lengths, attributes and order of its properties',
    observe: () =>
      shape(WebSocket.prototype).map((property) =>
        property[0] === 'constructor' ? property[2] === WebSocket : property,
      ),
  },
  {
    clause: 'Web IDL §3.7 global property references: the property of the global, and no other beside it',
    observe: () => [
      { ...Object.getOwnPropertyDescriptor(globalThis, 'WebSocket'), value: 0 },
      Object.getOwnPropertyNames(globalThis).sort(),
      Object.getOwnPropertySymbols(globalThis).map(String),
      Object.getOwnPropertyNames(document),
      Object.keys(globalThis).indexOf('WebSocket'),
    ],
  },
  {
    clause: 'Web IDL §3.7.1 interface object: the inherited interface is its prototype',
    observe: () => [
      Object.getPrototypeOf(WebSocket) === EventTarget,
      Object.getPrototypeOf(WebSocket.prototype) === EventTarget.prototype,
      WebSocket.prototype.constructor === WebSocket,
      Object.prototype.toString.call(WebSocket.prototype),
      Object.prototype.toString.call(WebSocket),
      String(WebSocket.prototype),
    ],
  },
  {
    clause:
      'WHATWG WebSockets §3.1: CONNECTING, OPEN, CLOSING and CLOSED are 0 to 3, read only, on both objects',
    observe: ({ outcome }) => [
      [WebSocket.CONNECTING, WebSocket.OPEN, WebSocket.CLOSING, WebSocket.CLOSED],
      [
        WebSocket.prototype.CONNECTING,
        WebSocket.prototype.OPEN,
        WebSocket.prototype.CLOSING,
        WebSocket.prototype.CLOSED,
      ],
      outcome(() => {
        (WebSocket as { OPEN: number }).OPEN = 9;
      }),
      outcome(() => delete (WebSocket as { OPEN?: number }).OPEN),
    ],
  },
  {
    clause: 'Web IDL §3.7.6 attributes: getters throw on what is no WebSocket',
    observe: ({ outcome }) =>
      [...members, ...handlers].map((name) => [
        outcome(() => WebSocket.prototype[name]),
        outcome(() => Reflect.get(WebSocket.prototype, name, {})),
        outcome(() => Reflect.get(WebSocket.prototype, name, new Proxy(new EventTarget(), {}))),
      ]),
  },
  {
    clause: 'Web IDL §3.7.7 operations: methods throw on what is no WebSocket',
    observe: ({ outcome, url }) => {
      const socket = new WebSocket(url);
      socket.close();
      return [
        {},
        null,
        undefined,
        1,
        'text',
        new EventTarget(),
        new Proxy(socket, {}),
        WebSocket.prototype,
        Object.create(socket),
      ].map((self) => [
        outcome(() => WebSocket.prototype.send.call(self as never, 'x')),
        outcome(() => WebSocket.prototype.close.call(self as never)),
      ]);
    },
  },
  {
    clause: 'ECMAScript §10.3: methods are no constructors',
    observe: ({ outcome }) => [
      outcome(() => Reflect.construct(WebSocket.prototype.send as never, [])),
      outcome(() => Reflect.construct(Object, [], WebSocket.prototype.close)),
      'prototype' in WebSocket.prototype.send,
      Object.getPrototypeOf(WebSocket.prototype.send) === Function.prototype,
    ],
  },
  {
    clause: 'Web IDL §3.7.6 attributes: read-only ones ignore assignment, or throw in strict code',
    observe: async ({ open, outcome }) => {
      const socket = await open();
      const results = ['url', 'readyState', 'protocol', 'bufferedAmount'].map((name) =>
        outcome(() => {
          (socket as never as Record<string, unknown>)[name] = 1;
        }),
      );
      socket.close();
      return [results, Object.keys(socket), JSON.stringify(socket), Object.getOwnPropertyNames(socket)];
    },
  },
  {
    clause: 'HTML §2.7 structured clone: a WebSocket cannot be cloned, transferred or posted',
    observe: async ({ open, outcome }) => {
      const socket = await open();
      const { port1 } = new MessageChannel();
      const results = [
        outcome(() => structuredClone(socket)),
        outcome(() => structuredClone({ inside: [socket] })),
        outcome(() => structuredClone(0, { transfer: [socket as never] })),
        outcome(() => port1.postMessage(socket)),
        outcome(() => window.postMessage(socket, '*')),
        outcome(() => history.pushState(socket, '')),
      ];
      socket.close();
      return results;
    },
  },
  {
    clause: 'ECMAScript §20.2.3.5 Function.prototype.toString: says native code',
    observe: () =>
      [
        WebSocket,
        WebSocket.prototype.send,
        WebSocket.prototype.close,
        Object.getOwnPropertyDescriptor(WebSocket.prototype, 'url')?.get,
        EventTarget.prototype.addEventListener,
        Function.prototype.toString,
      ].map((each) => Function.prototype.toString.call(each).includes('[native code]')),
  },
  {
    clause: 'ECMAScript §20.2.3.5 Function.prototype.toString: gives the name in the source text',
    differs: { chromium: NO_SOURCE, firefox: NO_SOURCE },
    observe: () => [WebSocket, WebSocket.prototype.send, WebSocket.prototype.close].map(String),
  },
];
