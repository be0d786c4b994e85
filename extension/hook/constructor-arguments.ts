import { append, toStringOnce } from './primordials.ts';

/**
 * Web IDL converts an object once, by its `toString()`. The hook does so in its place, or the page would see a
 * second conversion. Other values, a symbol that makes the native constructor throw among them, go on as they are.
 */
export function convertArgument(argument: unknown): unknown {
  return isObject(argument) ? toStringOnce(argument) : argument;
}

/**
 * Web IDL's `(DOMString or sequence<DOMString>)`: whatever is iterable is a sequence, read once, in order. A symbol
 * stays, for the native constructor to throw at.
 */
export function convertProtocols(protocols: unknown): unknown[] {
  if (protocols === undefined) return [];
  const list: unknown[] = [];
  if (!isObject(protocols)) append(list, convertProtocol(protocols));
  else if ((protocols as Iterable<unknown>)[Symbol.iterator] === undefined)
    append(list, toStringOnce(protocols));
  else for (const protocol of protocols as Iterable<unknown>) append(list, convertProtocol(protocol));
  return list;
}

function convertProtocol(protocol: unknown): unknown {
  return typeof protocol === 'symbol' ? protocol : toStringOnce(protocol);
}

/** A sequence that the native constructor reads without asking `Array.prototype`, where the page may have been. */
export function sequenceOf<T>(list: readonly T[]): Iterable<T> {
  return {
    __proto__: null,
    [Symbol.iterator]() {
      let i = 0;
      return {
        __proto__: null,
        next: () =>
          i < list.length
            ? { __proto__: null, done: false, value: list[i++] }
            : { __proto__: null, done: true },
      };
    },
  } as unknown as Iterable<T>;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
