import type { Clause } from './clause.ts';
import { roundTrip } from './round-trip.ts';

/** Everything reachable of the given objects by own properties and prototypes, frozen as lockdown() of SES does. */
function harden(...roots: unknown[]): number {
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return;
    if (seen.has(value)) return;
    seen.add(value);
    visit(Object.getPrototypeOf(value));
    for (const descriptor of Object.values(Object.getOwnPropertyDescriptors(value))) {
      visit(descriptor.value);
      visit(descriptor.get);
      visit(descriptor.set);
    }
    Object.freeze(value);
  };
  for (const root of roots) visit(root);
  return [...seen].filter((each) => !Object.isFrozen(each)).length;
}

const intrinsics = () => [
  Object,
  Function,
  Array,
  String,
  Symbol,
  Promise,
  Proxy,
  Reflect,
  Map,
  Set,
  WeakMap,
  ArrayBuffer,
  Uint8Array,
  Float64Array,
  DataView,
  JSON,
  Math,
  Error,
  TypeError,
  RegExp,
];

/** Pages that freeze, replace and wrap what the browser gives them. */
export const tamperingClauses: readonly Clause[] = [
  {
    clause: 'ECMAScript §20.1.2.6 Object.freeze of WebSocket, its prototype and an instance',
    spoilsPage: true,
    observe: async (bench) => {
      Object.freeze(WebSocket);
      Object.freeze(WebSocket.prototype);
      const socket = Object.freeze(new WebSocket(bench.url));
      const result = [
        bench.outcome(() => {
          (WebSocket.prototype as { send: unknown }).send = 1;
        }),
        bench.outcome(() => {
          (socket as { onmessage: unknown }).onmessage = null;
        }),
      ];
      socket.close();
      return [
        result,
        Object.isFrozen(WebSocket),
        Object.isFrozen(WebSocket.prototype.send),
        await roundTrip(bench),
      ];
    },
  },
  {
    clause: 'A realm whose intrinsics are all frozen, as by lockdown() of SES',
    spoilsPage: true,
    observe: async (bench) => [
      harden(...intrinsics(), WebSocket, MessageEvent, CloseEvent, EventTarget, MessagePort, Blob),
      await roundTrip(bench),
    ],
  },
  {
    clause:
      'A page that sets Object.prototype and Array.prototype traps for whoever writes or reads carelessly',
    spoilsPage: true,
    observe: async (bench) => {
      let touched = '';
      const trap = (target: object, names: readonly string[]) => {
        for (const name of names) {
          Object.defineProperty(target, name, {
            __proto__: null,
            configurable: true,
            get: () => void (touched += ` get ${name}`),
            set(value: unknown) {
              touched += ` set ${name}`;
              Object.defineProperty(this, name, {
                __proto__: null,
                value,
                writable: true,
                configurable: true,
                enumerable: true,
              } as PropertyDescriptor);
            },
          } as PropertyDescriptor);
        }
      };
      const names = [
        'get',
        'set',
        'apply',
        'construct',
        'value',
        'once',
        'capture',
        'passive',
        'signal',
        'ports',
        'done',
        'next',
        'transfer',
        'type',
        'data',
        'event',
        'number',
        'time',
        'connection',
        'waiting',
        'cursor',
        'size',
      ];
      trap(Object.prototype, names);
      trap(Array.prototype, ['0', '1', '2']);
      const socket = new WebSocket(bench.url, 'chat');
      await new Promise((resolve) => (socket.onopen = resolve));
      touched = '';
      socket.send('text');
      socket.send(new Uint8Array([1]));
      socket.send(new Blob(['x']));
      socket.close();
      new WebSocket(bench.url).close();
      const seen = touched;
      for (const name of names) Reflect.deleteProperty(Object.prototype, name);
      for (const name of ['0', '1', '2']) Reflect.deleteProperty(Array.prototype, name);
      return seen;
    },
  },
  {
    clause: 'A page that replaces every built-in that can be replaced',
    spoilsPage: true,
    observe: async (bench) => {
      const { ownKeys, getOwnPropertyDescriptor, defineProperty: define } = Reflect;
      const NativeError = Error;
      let calls = '';
      let restore = () => {};
      // Nothing in here may use what it replaces.
      const replace = (target: object, path: string, only?: string) => {
        const keys = ownKeys(target);
        for (let i = 0; i < keys.length; i++) {
          const key = keys[i] as string;
          const native = getOwnPropertyDescriptor(target, key);
          if (!native?.configurable || key === 'constructor' || typeof native.value !== 'function') continue;
          if (only !== undefined && key !== only) continue;
          const value = function () {
            calls += ` ${path}.${typeof key === 'symbol' ? 'symbol' : key}`;
            throw new NativeError('replaced');
          };
          define(target, key, { ...native, value });
          const before = restore;
          restore = () => {
            define(target, key, native);
            before();
          };
        }
      };
      const socket = await bench.open();
      const echo = new Promise((resolve) => (socket.onmessage = ({ data }) => resolve(data)));
      const TypedArray = Object.getPrototypeOf(Uint8Array) as typeof Uint8Array;
      for (const name of [
        'Uint8Array',
        'Uint32Array',
        'Float64Array',
        'Proxy',
        'Event',
        'MessageEvent',
        'WeakMap',
        'URL',
        'Error',
        'String',
      ])
        replace(globalThis, 'window', name);
      replace(TypedArray.prototype, 'TypedArray');
      replace(TypedArray, '%TypedArray%');
      replace(DataView.prototype, 'DataView');
      replace(ArrayBuffer.prototype, 'ArrayBuffer');
      replace(String.prototype, 'String');
      replace(MessagePort.prototype, 'MessagePort');
      replace(TextEncoder.prototype, 'TextEncoder');
      replace(EventTarget.prototype, 'EventTarget');
      replace(Element.prototype, 'Element');
      replace(performance, 'performance');
      replace(JSON, 'JSON');
      replace(Map.prototype, 'Map');
      replace(Object, 'Object');
      replace(Reflect, 'Reflect');
      replace(Array.prototype, 'Array');
      let thrown = 'nothing';
      try {
        socket.send('text');
        socket.send(new DataView(new ArrayBuffer(3)));
        socket.send('\u00e9 of two bytes, over and over: \u00e9\u00e9\u00e9');
        new WebSocket(bench.url, 'chat').close();
      } catch (error) {
        thrown = `${error}`;
      }
      restore();
      const data = await echo;
      socket.close();
      return [data, calls, thrown];
    },
  },
  {
    clause: 'A page that reads the clock, the stack and getters of Error in its own way',
    spoilsPage: true,
    observe: async (bench) => {
      const calls: string[] = [];
      Object.defineProperty(Error.prototype, 'stack', {
        configurable: true,
        get() {
          calls.push('stack');
          throw new Error('from the getter');
        },
      });
      Object.defineProperty(Error, 'stackTraceLimit', {
        configurable: true,
        get() {
          calls.push('limit');
          return 3;
        },
      });
      performance.now = () => {
        calls.push('now');
        return -1;
      };
      Date.now = () => {
        calls.push('Date.now');
        return -1;
      };
      return [await roundTrip(bench), calls];
    },
  },
  {
    clause: 'V8 stack trace API: the limit is what it was, and a formatter of the page is not asked',
    spoilsPage: true,
    observe: ({ url }) => {
      const V8 = Error as unknown as { stackTraceLimit?: number; prepareStackTrace?: unknown };
      V8.stackTraceLimit = 4;
      new WebSocket(url).close();
      const limit = V8.stackTraceLimit;
      let calls = 0;
      V8.prepareStackTrace = () => ++calls;
      new WebSocket(url).close();
      return [limit, calls, Object.keys(Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit') ?? {})];
    },
  },
  {
    clause: 'HTML §8.6 timers: ids count on',
    observe: async (bench) => {
      const before = Number(setTimeout(() => {}));
      await roundTrip(bench);
      return Number(setTimeout(() => {})) - before;
    },
  },
];
