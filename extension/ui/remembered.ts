import { type Signal, signal } from '@preact/signals';

/**
 * A setting that outlives the page, in the extension's own storage.
 * @param accepts checks what was stored: an older version may have written it
 */
export function remembered<T>(name: string, initial: T, accepts: (value: unknown) => value is T): Signal<T> {
  const setting = signal(read(name, initial, accepts));
  setting.subscribe((value) => localStorage.setItem(name, JSON.stringify(value)));
  return setting;
}

function read<T>(name: string, initial: T, accepts: (value: unknown) => value is T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    return accepts(value) ? value : initial;
  } catch {
    // Not JSON: nothing of ours, so as good as nothing.
    return initial;
  }
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
