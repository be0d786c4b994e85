import { type Block, blocksOf, isSameBlock } from './blocks.ts';
import { type Edit, editScript, push, replaced } from './edit-script.ts';

/** Bytes of a part up to which it is compared byte by byte. */
const BY_BYTE = 8 * 1024;
/** Parts that a comparison has at most; where two payloads differ more often, the rest is one. */
const MAX_PARTS = 50_000;
/** Equal bytes between two changes that are likely to be so by chance. */
const CHANCE = 2;

export interface ByteDiff {
  readonly edits: readonly Edit[];
  /** Whether some parts were too long or too different to be compared byte by byte. */
  readonly isCoarse: boolean;
}

/**
 * Compares bytes: what is equal at both ends is left out, parts of the same length are compared place by place where
 * that explains most of them, as in packets of a fixed layout; other parts by the shortest edit script, long ones in
 * blocks first.
 * @param milliseconds that it may take, about
 */
export function diffBytes(before: Uint8Array, after: Uint8Array, milliseconds: number): ByteDiff {
  const comparison = new Comparison(before, after, Date.now() + milliseconds);
  comparison.compare(0, before.length, 0, after.length);
  return { edits: withoutChance(comparison.edits), isCoarse: comparison.isCoarse };
}

class Comparison {
  readonly edits: Edit[] = [];
  isCoarse = false;
  readonly #before: Uint8Array;
  readonly #after: Uint8Array;
  readonly #deadline: number;

  constructor(before: Uint8Array, after: Uint8Array, deadline: number) {
    this.#before = before;
    this.#after = after;
    this.#deadline = deadline;
  }

  compare(start: number, end: number, startAfter: number, endAfter: number): void {
    const before = this.#before.subarray(start, end);
    const after = this.#after.subarray(startAfter, endAfter);
    const prefix = equalAtStart(before, after);
    const suffix = equalAtEnd(before.subarray(prefix), after.subarray(prefix));
    this.#equal(start, startAfter, prefix);
    this.#middle(start + prefix, end - suffix, startAfter + prefix, endAfter - suffix);
    this.#equal(end - suffix, endAfter - suffix, suffix);
  }

  #middle(start: number, end: number, startAfter: number, endAfter: number): void {
    const length = end - start;
    const lengthAfter = endAfter - startAfter;
    if (length === 0 || lengthAfter === 0) push(this.edits, replaced(start, length, startAfter, lengthAfter));
    else if (length === lengthAfter && this.#placeByPlace(start, startAfter, length)) return;
    else if (Math.max(length, lengthAfter) <= BY_BYTE) this.#byByte(start, end, startAfter, endAfter);
    else this.#byBlock(start, end, startAfter, endAfter);
  }

  /** @returns whether most bytes are equal at their place, and so the parts were compared */
  #placeByPlace(start: number, startAfter: number, length: number): boolean {
    const isSame = (i: number) => this.#before[start + i] === this.#after[startAfter + i];
    let same = 0;
    for (let i = 0; i < length; i++) if (isSame(i)) same++;
    if (same * 2 < length) return false;
    for (let from = 0; from < length; ) {
      if (this.#isOver) {
        this.#giveUp(start + from, start + length, startAfter + from, startAfter + length);
        break;
      }
      const isEqual = isSame(from);
      let to = from + 1;
      while (to < length && isSame(to) === isEqual) to++;
      if (isEqual) this.#equal(start + from, startAfter + from, to - from);
      else push(this.edits, replaced(start + from, to - from, startAfter + from, to - from));
      from = to;
    }
    return true;
  }

  #byByte(start: number, end: number, startAfter: number, endAfter: number): void {
    if (this.#isOver) return this.#giveUp(start, end, startAfter, endAfter);
    const script = editScript(
      [...this.#before.subarray(start, end)],
      [...this.#after.subarray(startAfter, endAfter)],
      (one, other) => one === other,
      this.#deadline,
    );
    for (const edit of script)
      push(this.edits, { ...edit, before: edit.before + start, after: edit.after + startAfter });
  }

  #byBlock(start: number, end: number, startAfter: number, endAfter: number): void {
    if (this.#isOver) return this.#giveUp(start, end, startAfter, endAfter);
    const longest = Math.max(end - start, endAfter - startAfter);
    const blocks = blocksOf(this.#before, start, end, longest);
    const blocksAfter = blocksOf(this.#after, startAfter, endAfter, longest);
    const script = editScript(blocks, blocksAfter, isSameBlock, this.#deadline);
    for (const { isEqual, before, beforeLength, after, afterLength } of mergedReplacements(script)) {
      const from = placeOf(blocks, before, end);
      const to = placeOf(blocks, before + beforeLength, end);
      const fromAfter = placeOf(blocksAfter, after, endAfter);
      const toAfter = placeOf(blocksAfter, after + afterLength, endAfter);
      const isSmaller = to - from < end - start || toAfter - fromAfter < endAfter - startAfter;
      if (isEqual) this.#equal(from, fromAfter, to - from);
      else if (isSmaller) this.compare(from, to, fromAfter, toAfter);
      else this.#giveUp(from, to, fromAfter, toAfter);
    }
  }

  get #isOver(): boolean {
    return this.edits.length >= MAX_PARTS || Date.now() > this.#deadline;
  }

  #giveUp(start: number, end: number, startAfter: number, endAfter: number): void {
    this.isCoarse = true;
    push(this.edits, replaced(start, end - start, startAfter, endAfter - startAfter));
  }

  #equal(before: number, after: number, length: number): void {
    push(this.edits, { isEqual: true, before, beforeLength: length, after, afterLength: length });
  }
}

function placeOf(blocks: readonly Block[], index: number, end: number): number {
  return blocks[index]?.start ?? end;
}

function equalAtStart(one: Uint8Array, other: Uint8Array): number {
  const length = Math.min(one.length, other.length);
  let i = 0;
  while (i < length && one[i] === other[i]) i++;
  return i;
}

function equalAtEnd(one: Uint8Array, other: Uint8Array): number {
  const length = Math.min(one.length, other.length);
  let i = 0;
  while (i < length && one[one.length - 1 - i] === other[other.length - 1 - i]) i++;
  return i;
}

/** A removal and the insertion at its place are one part to look into. */
function mergedReplacements(script: readonly Edit[]): Edit[] {
  const merged: Edit[] = [];
  for (const edit of script) push(merged, edit);
  return merged;
}

/** Between two changes, a byte or two that happen to be equal only make them harder to read. */
function withoutChance(edits: readonly Edit[]): Edit[] {
  const kept: Edit[] = [];
  edits.forEach((edit, i) => {
    const before = edits[i - 1];
    const after = edits[i + 1];
    const isShifted = (side: Edit | undefined) =>
      side !== undefined && side.beforeLength !== side.afterLength;
    const isChance = edit.isEqual && edit.beforeLength <= CHANCE && isShifted(before) && isShifted(after);
    push(kept, isChance ? { ...edit, isEqual: false } : edit);
  });
  return kept;
}
