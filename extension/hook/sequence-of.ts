/** A sequence that a built-in reads without asking `Array.prototype`, where the page may have been. */
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
