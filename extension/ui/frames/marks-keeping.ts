import { type FrameMark, MAX_MARKS } from '../../../src/frame-store/frame-marks.ts';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import type { RowList } from '../../../src/frame-store/row-order.ts';
import { type MenuItem, SEPARATOR } from '../context-menu.tsx';
import { formatCount } from '../formatting.ts';
import { COPIES, copyFrame } from '../frame/frame-copy.ts';
import { tell } from '../notice.ts';

/** Changes what a person put on a frame, and offers to undo where something is taken away. */
export function changeMark(
  store: FrameStore,
  row: number,
  change: Partial<FrameMark>,
  changed: () => void,
): void {
  const before = store.marks.get(row);
  const after = { ...before, ...change };
  if (!store.marks.set(row, after)) {
    tell(`There are ${formatCount(MAX_MARKS)} marked frames: remove some first`);
    return;
  }
  changed();
  const taken = takenAway(before, after);
  if (taken === null) return;
  tell(`Removed the ${taken}`, {
    run: () => {
      if (row >= store.firstRow) store.marks.set(row, before);
      changed();
    },
    forget: () => {},
  });
}

function takenAway(before: FrameMark, after: FrameMark): string | null {
  if (before.isMarked && !after.isMarked) return 'mark';
  if (before.isPinned && !after.isPinned) return 'pin';
  return before.note !== '' && after.note === '' ? 'note' : null;
}

/**
 * The next or previous row with a mark, a pin or a note in the order of a list, past its end from its beginning.
 * @param from index to begin at; -1 for before the first
 * @returns its index; -1 where none is shown
 */
export function nextMarked(store: FrameStore, rows: RowList, from: number, step: 1 | -1): number {
  const places = store.marks.rows
    .map((row) => rows.indexOf(row))
    .filter((index) => index >= 0)
    .toSorted((a, b) => a - b);
  const next = step > 0 ? places.find((index) => index > from) : places.findLast((index) => index < from);
  return next ?? places.at(step > 0 ? 0 : -1) ?? -1;
}

export interface FrameMenuOptions {
  readonly store: FrameStore;
  readonly row: number;
  /** Called when a mark has changed. */
  readonly changed: () => void;
  readonly onNote: () => void;
  readonly toMarked: (step: 1 | -1) => void;
}

/** What can be done with one frame of a list. */
export function frameMenu(options: FrameMenuOptions): readonly (MenuItem | typeof SEPARATOR)[] {
  const { store, row, changed, onNote, toMarked } = options;
  const mark = store.marks.get(row);
  return [
    ...COPIES.map(([as, name]) => ({
      label: `Copy as ${name}`,
      run: () => copyFrame(store, row, as),
    })),
    SEPARATOR,
    {
      label: 'Marked',
      checked: mark.isMarked,
      keys: 'Ctrl+F2',
      run: () => changeMark(store, row, { isMarked: !mark.isMarked }, changed),
    },
    {
      label: 'Pinned above the list',
      checked: mark.isPinned,
      run: () => changeMark(store, row, { isPinned: !mark.isPinned }, changed),
    },
    { label: mark.note === '' ? 'Add a note…' : 'Change the note…', run: onNote },
    { label: 'Next marked frame', keys: 'F2', run: () => toMarked(1) },
    { label: 'Previous marked frame', keys: 'Shift+F2', run: () => toMarked(-1) },
  ];
}
