import { apply, defineProperty, getOwnPropertyDescriptor, getterOf, NativeError } from './primordials.ts';

const STACK_FRAMES = 50;
/** Characters kept of a stack. */
const STACK_LENGTH = 8_192;

const nameOf = getterOf<string>(DOMException.prototype, 'name');
const messageOf = getterOf<string>(DOMException.prototype, 'message');

/** Firefox has it on the prototype, where the page may put a getter of its own. */
const inheritedStack = getOwnPropertyDescriptor(NativeError.prototype, 'stack')?.get;

/** The current stack; empty where the page formats stack traces itself and would notice. */
export function currentStack(): string {
  if (getOwnPropertyDescriptor(NativeError, 'prepareStackTrace')) return '';
  const limit = getOwnPropertyDescriptor(NativeError, 'stackTraceLimit');
  const isPlain = limit?.writable && limit.configurable && typeof limit.value === 'number';
  if (isPlain) setLimit(limit, STACK_FRAMES);
  const error = new NativeError();
  const stack: unknown = inheritedStack ? apply(inheritedStack, error, []) : error.stack;
  if (isPlain) setLimit(limit, limit.value as number);
  return typeof stack === 'string' ? slice(stack) : '';
}

/** Name and message of what a constructor threw, without running the page's code. */
export function describeException(error: unknown): { name: string; message: string } {
  try {
    return { name: nameOf(error), message: messageOf(error) };
  } catch {
    const isObject = typeof error === 'object' && error !== null;
    const message: unknown = isObject ? getOwnPropertyDescriptor(error, 'message')?.value : undefined;
    return { name: 'TypeError', message: typeof message === 'string' ? message : '' };
  }
}

function setLimit(descriptor: PropertyDescriptor, value: number): void {
  defineProperty(NativeError, 'stackTraceLimit', {
    __proto__: null,
    ...descriptor,
    value,
  } as PropertyDescriptor);
}

const nativeSlice = String.prototype.slice;
const slice = (stack: string): string => apply(nativeSlice, stack, [0, STACK_LENGTH]);
