import { describe, expect, it } from 'vitest';
import { FrameBacklog } from './frame-backlog.ts';
import { bytesOf } from './primordials.ts';

describe('bytesOf', () => {
  it('takes what was detached for what the browser sends of it: nothing', () => {
    const buffer = new ArrayBuffer(8);
    const views = [new Uint16Array(buffer), new DataView(buffer), buffer];
    structuredClone(buffer, { transfer: [buffer] });
    expect(views.map((data) => bytesOf(data)?.length)).toEqual([0, 0, 0]);
  });

  it('takes a view of a buffer that shrank below it for nothing', () => {
    const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
    const views = [new Uint8Array(buffer, 4, 4), new DataView(buffer, 4, 4)];
    buffer.resize(2);
    expect(views.map((data) => bytesOf(data)?.length)).toEqual([0, 0]);
  });

  it('knows no other object', () => {
    expect([{}, [], 'text', null, { byteLength: 3 }].map(bytesOf)).toEqual([null, null, null, null, null]);
  });
});

/** A page that is asked when a batch is made would know that someone looks at its frames. */
describe('a page that listens at its built-ins', () => {
  const TypedArray = Reflect.getPrototypeOf(Uint8Array) as Uint8ArrayConstructor;
  const { prototype } = TypedArray;
  const asked: string[] = [];
  const spyOn = (target: object, name: string | symbol) => {
    const native = Object.getOwnPropertyDescriptor(target, name);
    const spy = (self: object) => (native?.get ? Reflect.apply(native.get, self, []) : native?.value);
    Object.defineProperty(target, name, {
      configurable: true,
      get() {
        asked.push(String(name));
        return spy(this);
      },
    });
    return () => {
      if (native) Object.defineProperty(target, name, native);
    };
  };

  it('hears nothing of a frame that is recorded, nor of one that is read', () => {
    const backlog = new FrameBacklog();
    const restores = [
      spyOn(TypedArray, Symbol.species),
      spyOn(ArrayBuffer, Symbol.species),
      ...(['length', 'byteLength', 'byteOffset', 'buffer', 'slice', 'subarray', 'set'] as const).map((name) =>
        spyOn(prototype, name),
      ),
      spyOn(Uint8Array.prototype, 'constructor'),
      spyOn(Uint32Array.prototype, 'constructor'),
      spyOn(globalThis, 'Uint32Array'),
      spyOn(globalThis, 'Float64Array'),
    ];
    let read = 0;
    backlog.recordText(0, 1, 1, 'one', 0);
    backlog.recordText(0, 2, 1, 'two', 0);
    backlog.recordBytes(0, 3, 1, new Uint8Array(40_000), 0);
    backlog.read(0, Infinity, (chunk) => (read += chunk.count));
    for (const restore of restores) restore();
    expect(asked).toEqual([]);
    expect(read).toBe(3);
  });
});
