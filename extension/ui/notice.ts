import { type ReadonlySignal, signal } from '@preact/signals';

/** How long a notice stays, in milliseconds; longer where it offers to undo what it tells. */
const SHOWN_FOR = 4_000;
const OFFERED_FOR = 10_000;

/** A way back from what was just done. */
export interface Undo {
  readonly run: () => void;
  /** Called when the offer ends without it. */
  readonly forget: () => void;
}

export interface Notice {
  readonly text: string;
  readonly undo: (() => void) | null;
}

const current = signal<Notice | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;
let forget: (() => void) | undefined;

/** What was just done for the person, in a few words; `null` after a while. */
export const notice: ReadonlySignal<Notice | null> = current;

export function tell(text: string, undo?: Undo): void {
  end();
  forget = undo?.forget;
  current.value = { text, undo: undo ? () => take(undo) : null };
  timer = setTimeout(end, undo ? OFFERED_FOR : SHOWN_FOR);
}

function take(undo: Undo): void {
  forget = undefined;
  end();
  undo.run();
}

function end(): void {
  clearTimeout(timer);
  current.value = null;
  forget?.();
  forget = undefined;
}
