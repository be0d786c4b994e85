/**
 * The page's built-ins as they were before its first script: whatever the page replaces later, the hook never calls.
 * Objects that built-ins read (handlers, dictionaries, descriptors) need a null prototype, or the page could answer
 * for their missing members through `Object.prototype`.
 */
export const { apply, construct, defineProperty, getOwnPropertyDescriptor } = Reflect;

type Getter<T> = (self: unknown) => T;

/** The getter of an accessor property, taken out of its prototype. */
export function getterOf<T>(prototype: object, property: string | symbol): Getter<T> {
  const getter = getOwnPropertyDescriptor(prototype, property)?.get;
  if (!getter) throw new TypeError(`no getter ${String(property)}`);
  return (self) => apply(getter, self, []) as T;
}

export const NativeUint8Array = Uint8Array;
export const NativeUint32Array = Uint32Array;
export const NativeFloat64Array = Float64Array;
export const NativeProxy = Proxy;
export const NativeError = Error;
export const isArray: (value: unknown) => value is unknown[] = Array.isArray;
export const toStringOnce = String;

const TypedArray = Reflect.getPrototypeOf(Uint8Array) as { prototype: object };
const typedArraySet = Uint8Array.prototype.set;

export const copyInto = (target: Uint8Array, source: Uint8Array, offset: number): void => {
  apply(typedArraySet, target, [source, offset]);
};

const bufferOf = getterOf<ArrayBuffer>(TypedArray.prototype, 'buffer');
const byteOffsetOf = getterOf<number>(TypedArray.prototype, 'byteOffset');

/** A view of a part. `subarray()` would ask the page for `Symbol.species`. */
export const partOf = (array: Uint8Array, from: number, to: number): Uint8Array =>
  new NativeUint8Array(bufferOf(array), byteOffsetOf(array) + from, to - from);

interface Column<T> {
  new (source: ArrayBuffer | T, offset?: number, length?: number): T;
  readonly BYTES_PER_ELEMENT: number;
}

/** A copy of a part of an array that owns its buffer. `slice()` would tell the page, by `Symbol.species`. */
export const sliceOf = <T extends Uint8Array | Uint32Array | Float64Array>(
  Native: Column<T>,
  array: T,
  from: number,
  to: number,
): T => new Native(new Native(bufferOf(array), from * Native.BYTES_PER_ELEMENT, to - from));

const isView = ArrayBuffer.isView;
const typedArrayName = getterOf<string | undefined>(TypedArray.prototype, Symbol.toStringTag);
const typedArrayParts = partsOf(TypedArray.prototype);
const dataViewParts = partsOf(DataView.prototype);
const arrayBufferLength = getterOf<number>(ArrayBuffer.prototype, 'byteLength');
export const blobSize = getterOf<number>(Blob.prototype, 'size');

function partsOf(prototype: object) {
  const buffer = getterOf<ArrayBuffer>(prototype, 'buffer');
  const offset = getterOf<number>(prototype, 'byteOffset');
  const length = getterOf<number>(prototype, 'byteLength');
  return (view: unknown) => {
    try {
      return new NativeUint8Array(buffer(view), offset(view), length(view));
    } catch {
      // Detached or out of bounds, which is sent as nothing.
      return new NativeUint8Array(0);
    }
  };
}

export const byteLength = getterOf<number>(TypedArray.prototype, 'byteLength');

/** The bytes of an ArrayBuffer or a view, not copied; `null` for anything else. */
export function bytesOf(data: unknown): Uint8Array | null {
  if (isView(data)) return typedArrayName(data) === undefined ? dataViewParts(data) : typedArrayParts(data);
  try {
    // A view of a detached buffer, whose length is 0, cannot be made.
    return new NativeUint8Array((arrayBufferLength(data) && data) as ArrayBuffer);
  } catch {
    return null;
  }
}

/** Whether it is a Blob, whatever its prototype says. */
export function isBlob(data: unknown): data is Blob {
  try {
    blobSize(data);
    return true;
  } catch {
    return false;
  }
}

const nativeNow = performance.now;
const clock = performance;
/** Milliseconds since the document's time origin. */
export const now = (): number => apply(nativeNow, clock, []);

const encoder = new TextEncoder();
const nativeEncode = TextEncoder.prototype.encode;
const nativeEncodeInto = TextEncoder.prototype.encodeInto;
export const encode = (text: string): Uint8Array => apply(nativeEncode, encoder, [text]);
/** @returns bytes written; the target must have room for three bytes a code unit. */
export const encodeInto = (text: string, target: Uint8Array): number =>
  (apply(nativeEncodeInto, encoder, [text, target]) as { written: number }).written;

const nativeAddEventListener = EventTarget.prototype.addEventListener;
/** Adds a listener that is called before all that the page adds later. */
export const listen = (target: EventTarget, type: string, listener: (event: Event) => void): void => {
  apply(nativeAddEventListener, target, [type, listener]);
};

const nativeMapGet = WeakMap.prototype.get;
const nativeMapSet = WeakMap.prototype.set;
/** A WeakMap that the page cannot reach into. */
export class PrivateMap<V> {
  readonly #map = new WeakMap<object, V>();
  get(key: unknown): V | undefined {
    return apply(nativeMapGet, this.#map, [key]) as V | undefined;
  }
  set(key: object, value: V): void {
    apply(nativeMapSet, this.#map, [key, value]);
  }
}

/** Appends without asking `Array.prototype`, where the page may have put setters. */
export function append<T>(list: T[], item: T): void {
  defineProperty(list, list.length, {
    __proto__: null,
    value: item,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor);
}
