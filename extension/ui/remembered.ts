import { type Signal, signal } from '@preact/signals';

/**
 * A setting that outlives the page, in the extension's own storage.
 * @param accepts checks what was stored: an older version may have written it
 */
export function remembered<T>(name: string, initial: T, accepts: (value: unknown) => value is T): Signal<T> {
  const setting = signal(recall(name, initial, accepts));
  setting.subscribe((value) => remember(name, value));
  return setting;
}

/** Puts something away in the extension's own storage, where no page can write. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Storage is full, or the person has forbidden it: then the setting lasts as long as the page.
  }
}

/** What was put away last. */
export function recall<T>(name: string, initial: T, accepts: (value: unknown) => value is T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    return accepts(value) ? value : initial;
  } catch {
    // Forbidden by the person, or not JSON and so nothing of ours: as good as nothing.
    return initial;
  }
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
