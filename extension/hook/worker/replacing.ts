import { defineProperty, getOwnPropertyDescriptor } from '../primordials.ts';

/** Replaces the value of a property that is there, which keeps its other attributes. */
export function replaceValue(target: object, name: string, value: unknown): void {
  const descriptor = getOwnPropertyDescriptor(target, name);
  defineProperty(target, name, { __proto__: null, ...descriptor, value } as PropertyDescriptor);
}

/** Puts an observer before a method, which keeps its name and its length. */
export function replaceMethod<N extends string>(
  target: Record<N, unknown>,
  name: N,
  observer: (native: Function, self: unknown, args: unknown[]) => unknown,
): void {
  const handler = { __proto__: null, apply: observer } as ProxyHandler<Function>;
  replaceValue(target, name, new Proxy(target[name] as Function, handler));
}
