import type { Bench, Clause } from './clause.ts';

/** Sends each, and gives back what the server says of it. */
async function echoed({ open, outcome }: Bench, values: readonly unknown[]): Promise<unknown[]> {
  const socket = await open();
  const results: unknown[] = [];
  const sent = values.map((value) => outcome(() => socket.send(value as never)));
  socket.send('the last');
  const amount = socket.bufferedAmount;
  await new Promise<void>((resolve) => {
    socket.onmessage = ({ data, isTrusted, origin, lastEventId, source, ports }) => {
      if (data === 'the last') return resolve();
      const text = typeof data === 'string' ? data : [...new Uint8Array(data as ArrayBuffer)];
      results.push([text, isTrusted, origin.startsWith('ws://'), lastEventId, source, ports.length]);
    };
  });
  socket.close();
  return [sent, amount, results];
}

const detached = (view: (buffer: ArrayBuffer) => unknown) => {
  const buffer = new ArrayBuffer(8);
  const made = view(buffer);
  structuredClone(buffer, { transfer: [buffer] });
  return made;
};
const resizable = (view: (buffer: ArrayBuffer) => unknown, size = 8) => {
  const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
  const made = view(buffer);
  buffer.resize(size);
  return made;
};
const shared = () => new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer;

const CONVERTED =
  'The hook makes the string, to know what is sent: it cannot tell these from other objects without running their code.';

/** WHATWG WebSockets §3.1, `send(data)`, `bufferedAmount` and `binaryType`. */
export const sendClauses: readonly Clause[] = [
  {
    clause: 'WHATWG WebSockets §3.1 send() step 1: throws while CONNECTING, whatever is sent',
    observe: ({ url, outcome }) => {
      const socket = new WebSocket(url);
      const results = ['text', new Uint8Array(2), new Blob(['x']), {}].map((data) =>
        outcome(() => socket.send(data as never)),
      );
      socket.close();
      return [results, socket.bufferedAmount];
    },
  },
  {
    clause: 'WHATWG WebSockets §3.1 send(): text of every kind, as USVString',
    observe: (bench) =>
      echoed(bench, ['text', '', '\ud83c\udfae', '\ud800', 'a\udc00b', '\u0000', 'é'.repeat(70_000)]),
  },
  {
    clause: 'Web IDL §3.2.9 USVString: what is neither bytes nor a Blob is converted to a string',
    observe: (bench) =>
      echoed(bench, [
        42,
        -0,
        null,
        undefined,
        true,
        1n,
        [1, [2, 3]],
        {},
        { toString: () => 'object' },
        { [Symbol.toPrimitive]: (hint: string) => hint },
        new String('boxed'),
        () => 1,
        new Date(0).toISOString(),
        /x/g,
        { byteLength: 2 },
        Symbol('x'),
        {
          toString() {
            throw new RangeError('mine');
          },
        },
      ]),
  },
  {
    clause:
      'Web IDL §3.2.25 union types: an object is converted once, and before the connection is looked at',
    observe: async ({ open, url, outcome }) => {
      const calls: string[] = [];
      const data = { toString: () => (calls.push('toString'), 'text') };
      const early = new WebSocket(url);
      const results = [outcome(() => early.send(data as never))];
      early.close();
      const socket = await open();
      socket.send(data as never);
      socket.close();
      socket.send(data as never);
      return [results, calls];
    },
  },
  {
    clause: 'WHATWG WebSockets §3.1 send(): ArrayBuffer and views of every kind, only the part they show',
    observe: (bench) => {
      const { buffer } = Uint8Array.from({ length: 16 }, (_, i) => i);
      const views = [
        Int8Array,
        Uint8ClampedArray,
        Uint16Array,
        Int32Array,
        Float32Array,
        Float64Array,
        BigInt64Array,
      ];
      return echoed(bench, [
        buffer,
        new ArrayBuffer(0),
        new DataView(buffer, 3, 5),
        new Uint8Array(buffer, 15),
        new Uint8Array(buffer, 16),
        ...views.map((View) => new View(buffer, 8, 1)),
      ]);
    },
  },
  {
    clause: 'Web IDL §3.2.26 buffer source types: detached ones',
    observe: (bench) =>
      echoed(bench, [
        detached((buffer) => buffer),
        detached((buffer) => new Uint8Array(buffer, 2)),
        detached((buffer) => new DataView(buffer, 2)),
        detached((buffer) => new Float64Array(buffer)),
      ]),
  },
  {
    clause: 'Web IDL §3.2.26 buffer source types: resizable ones, grown, shrunk and out of bounds',
    observe: (bench) =>
      echoed(
        bench,
        [8, 16, 2].flatMap((size) => [
          resizable((buffer) => buffer, size),
          resizable((buffer) => new Uint8Array(buffer), size),
          resizable((buffer) => new Uint8Array(buffer, 4, 4), size),
          resizable((buffer) => new DataView(buffer, 4), size),
        ]),
      ),
  },
  {
    clause: 'Web IDL §3.2.26 buffer source types: views of shared ones',
    observe: (bench) => echoed(bench, [new Uint8Array(shared(), 0, 2), new DataView(shared(), 0, 2)]),
  },
  {
    clause: 'Web IDL §3.2.25 union types: a SharedArrayBuffer itself, and an object that has no string',
    differs: { chromium: CONVERTED, firefox: CONVERTED },
    observe: (bench) => echoed(bench, [shared(), Object.create(null)]),
  },
  {
    clause:
      'Web IDL §3.2.26 buffer source types: what only looks like one, or has another prototype or realm',
    observe: async (bench) => {
      const other = await bench.frame();
      const disguised = Object.setPrototypeOf(new Uint8Array([1, 2]), null) as unknown;
      const blob = Object.setPrototypeOf(new Blob(['blob']), null) as unknown;
      const pretended = Object.create(Uint8Array.prototype) as unknown;
      return echoed(bench, [
        disguised,
        blob,
        pretended,
        new Proxy(new Uint8Array(2), {}),
        new other.Uint8Array([3]),
        new other.ArrayBuffer(1),
        new other.Blob(['other']),
      ]);
    },
  },
  {
    clause: 'WHATWG WebSockets §3.1 send(): a Blob, an empty one and a File keep their order among others',
    observe: (bench) =>
      echoed(bench, [
        'before',
        new Blob(['blob']),
        'between',
        new Blob([]),
        new File(['file'], 'name'),
        new Uint8Array([1]),
        new Blob(['slice']).slice(1, 3),
      ]),
  },
  {
    clause: 'WHATWG WebSockets §3.1 send(): the bytes are those at the time of the call',
    observe: async ({ open, next }) => {
      const socket = await open();
      const bytes = new Uint8Array(100_000);
      socket.send(bytes);
      bytes.fill(9);
      const { data } = await next(socket, 'message');
      socket.close();
      return [
        (data as ArrayBuffer).byteLength,
        new Uint8Array(data as ArrayBuffer).every((byte) => byte === 0),
      ];
    },
  },
  {
    clause: 'Web IDL §3.6 overload resolution: send() without arguments, and with more than it knows',
    observe: async ({ open, outcome, next }) => {
      const socket = await open();
      const results = [
        outcome(() => Reflect.apply(socket.send, socket, [])),
        outcome(() => Reflect.apply(socket.send, socket, ['one', 'two'])),
      ];
      const { data } = await next(socket, 'message');
      socket.close();
      return [results, data];
    },
  },
  {
    clause: 'WHATWG WebSockets §3.1 bufferedAmount: grows by the bytes of UTF-8, and also after close()',
    observe: async ({ open }) => {
      const socket = await open();
      socket.close();
      const amounts = ['é', new Uint8Array(10), new Blob(['12345']), '\ud800', ''].map(
        (data) => (socket.send(data), socket.bufferedAmount),
      );
      return amounts;
    },
  },
  {
    clause: 'WHATWG WebSockets §3.1 send(): returns undefined, and keeps a subclass that overrides it',
    observe: async ({ open, url, next }) => {
      const socket = await open();
      const result = socket.send('x') as unknown;
      socket.close();
      class Loud extends WebSocket {
        override send(data: string) {
          super.send(data.toUpperCase());
        }
      }
      const loud = new Loud(url);
      await next(loud, 'open');
      loud.send('quiet');
      const { data } = await next(loud, 'message');
      WebSocket.prototype.send.call(loud, 'past it');
      const { data: past } = await next(loud, 'message');
      loud.close();
      return [result, data, past];
    },
  },
  {
    clause: 'WHATWG WebSockets §3.1 binaryType: takes its two values and ignores others',
    observe: async ({ open, next }) => {
      const socket = await open();
      const values = ['blob', 'arraybuffer', 'Blob', '', null, undefined, 'blob'].map((value) => {
        socket.binaryType = value as never;
        return socket.binaryType;
      });
      socket.send(new Uint8Array([7, 8]));
      const { data } = await next(socket, 'message');
      socket.close();
      const blob = data as Blob;
      return [
        values,
        blob instanceof Blob,
        blob.size,
        blob.type,
        [...new Uint8Array(await blob.arrayBuffer())],
      ];
    },
  },
];
