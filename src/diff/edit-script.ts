import { diffArrays } from 'diff';

/** A part of two sequences: what is equal in both, or what stands in the one in place of what stands in the other. */
export interface Edit {
  readonly isEqual: boolean;
  /** Where it begins and how long it is in the sequence before and in the one after. */
  readonly before: number;
  readonly beforeLength: number;
  readonly after: number;
  readonly afterLength: number;
}

/** Insertions and deletions after which the shortest script is not looked for any longer: its cost is their square. */
const MAX_EDITS = 2_000;

/**
 * The shortest way from one sequence to another (Myers 1986); all of it is one replacement where that takes too long.
 * @param deadline in milliseconds of `Date.now()`
 */
export function editScript<T>(
  before: readonly T[],
  after: readonly T[],
  isSame: (one: T, other: T) => boolean,
  deadline: number,
): Edit[] {
  const changes = diffArrays([...before], [...after], {
    comparator: isSame,
    maxEditLength: MAX_EDITS,
    timeout: Math.max(1, deadline - Date.now()),
  });
  if (!changes) return [replaced(0, before.length, 0, after.length)];
  const edits: Edit[] = [];
  let at = 0;
  let to = 0;
  for (const { added, removed, count } of changes) {
    const length = { before: added ? 0 : count, after: removed ? 0 : count };
    push(edits, {
      isEqual: !added && !removed,
      before: at,
      beforeLength: length.before,
      after: to,
      afterLength: length.after,
    });
    at += length.before;
    to += length.after;
  }
  return edits;
}

export function replaced(before: number, beforeLength: number, after: number, afterLength: number): Edit {
  return { isEqual: false, before, beforeLength, after, afterLength };
}

/** Appends a part, which may go on with the last one. */
export function push(edits: Edit[], edit: Edit): void {
  if (edit.beforeLength === 0 && edit.afterLength === 0) return;
  const last = edits.at(-1);
  if (last?.isEqual !== edit.isEqual) edits.push(edit);
  else
    edits[edits.length - 1] = {
      ...last,
      beforeLength: last.beforeLength + edit.beforeLength,
      afterLength: last.afterLength + edit.afterLength,
    };
}
