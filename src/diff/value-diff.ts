import type { Entry, Value } from '../decoders/values/value.ts';
import { unwrapped } from '../decoders/values/value-walk.ts';
import { editScript, replaced } from './edit-script.ts';
import { isSameValue } from './value-identity.ts';

/** What became of one value, and of those in it. */
export interface ValueChange {
  /** `null` for the root. */
  readonly key: string | null;
  readonly isItem: boolean;
  /** `inside`: it holds others of which some changed. */
  readonly kind: 'equal' | 'changed' | 'added' | 'removed' | 'inside';
  readonly before: Value | null;
  readonly after: Value | null;
  /** Of `inside`, all that it holds, equal ones too. */
  readonly children: readonly ValueChange[];
  /** Values that were changed, added or removed, here and inside. */
  readonly changes: number;
}

/** Items of an array up to which insertions are looked for; longer ones are compared place by place. */
const MAX_ITEMS = 5_000;

/**
 * Compares what two payloads say, not how they are written: objects by key, keys that come twice in their order, arrays
 * by the shortest edit script.
 * @param milliseconds that looking for insertions in arrays may take, about
 */
export function diffValues(before: Value, after: Value, milliseconds: number): ValueChange {
  return new Comparison(Date.now() + milliseconds).compare(null, false, before, after);
}

class Comparison {
  readonly #deadline: number;

  constructor(deadline: number) {
    this.#deadline = deadline;
  }

  compare(key: string | null, isItem: boolean, before: Value, after: Value): ValueChange {
    if (isSameValue(before, after)) {
      return { key, isItem, kind: 'equal', before, after, children: [], changes: 0 };
    }
    const [one, other] = [unwrapped(before), unwrapped(after)];
    if (one.kind === 'object' && other.kind === 'object') {
      return inside(key, isItem, before, after, this.#entries(one.entries, other.entries));
    }
    if (one.kind === 'array' && other.kind === 'array') {
      return inside(key, isItem, before, after, this.#items(one.items, other.items));
    }
    return { key, isItem, kind: 'changed', before, after, children: [], changes: 1 };
  }

  #entries(before: readonly Entry[], after: readonly Entry[]): ValueChange[] {
    const left = new Map<string, Value[]>();
    for (const { key, value } of before) {
      const values = left.get(key);
      if (values) values.push(value);
      else left.set(key, [value]);
    }
    const taken = new Map<string, number>();
    const changes = after.map(({ key, value }) => {
      const count = taken.get(key) ?? 0;
      taken.set(key, count + 1);
      const partner = left.get(key)?.[count];
      return partner ? this.compare(key, false, partner, value) : added(key, false, value);
    });
    for (const [key, values] of left) {
      for (const value of values.slice(taken.get(key) ?? 0)) changes.push(removed(key, false, value));
    }
    return changes;
  }

  #items(before: readonly Value[], after: readonly Value[]): ValueChange[] {
    const isShort = Math.max(before.length, after.length) <= MAX_ITEMS && Date.now() < this.#deadline;
    const script = isShort
      ? editScript(before, after, isSameValue, this.#deadline)
      : [replaced(0, before.length, 0, after.length)];
    return script.flatMap((edit) => {
      const items: ValueChange[] = [];
      for (let i = 0; i < Math.max(edit.beforeLength, edit.afterLength); i++) {
        const one = i < edit.beforeLength ? before[edit.before + i] : undefined;
        const other = i < edit.afterLength ? after[edit.after + i] : undefined;
        if (one && other) items.push(this.compare(String(edit.after + i), true, one, other));
        else if (one) items.push(removed(String(edit.before + i), true, one));
        else if (other) items.push(added(String(edit.after + i), true, other));
      }
      return items;
    });
  }
}

function inside(
  key: string | null,
  isItem: boolean,
  before: Value,
  after: Value,
  children: readonly ValueChange[],
): ValueChange {
  const changes = children.reduce((sum, child) => sum + child.changes, 0);
  const isReordered = changes === 0 && before.kind === 'object' && after.kind === 'object';
  if (isReordered) return { key, isItem, kind: 'equal', before, after, children: [], changes };
  // They differ in what wraps them.
  if (changes === 0) return { key, isItem, kind: 'changed', before, after, children: [], changes: 1 };
  return { key, isItem, kind: 'inside', before, after, children, changes };
}

function added(key: string, isItem: boolean, after: Value): ValueChange {
  return { key, isItem, kind: 'added', before: null, after, children: [], changes: 1 };
}

function removed(key: string, isItem: boolean, before: Value): ValueChange {
  return { key, isItem, kind: 'removed', before, after: null, children: [], changes: 1 };
}
