import { append, getOwnPropertyDescriptor, isArray, toStringOnce } from './primordials.ts';

/**
 * What the constructor was given, as far as it can be told without running the page's code: the browser itself converts
 * what it gets, once, and a page can see when and how.
 */
export function textOf(argument: unknown): string {
  return isObject(argument) ? '(an object)' : toStringOnce(argument);
}

/** The subprotocols, where they are a string or an array, as they nearly always are. */
export function knownProtocols(protocols: unknown): string[] {
  const list: string[] = [];
  if (isArray(protocols)) {
    for (let i = 0; i < protocols.length; i++) {
      append(list, textOf(getOwnPropertyDescriptor(protocols, i)?.value));
    }
  } else if (protocols !== undefined && !isObject(protocols)) append(list, toStringOnce(protocols));
  return list;
}

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
