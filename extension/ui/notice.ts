import { type ReadonlySignal, signal } from '@preact/signals';

/** How long a notice stays, in milliseconds. */
const SHOWN_FOR = 4_000;

const current = signal<string | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

/** What was just done for the person, in a few words; `null` after a while. */
export const notice: ReadonlySignal<string | null> = current;

export function tell(text: string): void {
  clearTimeout(timer);
  current.value = text;
  timer = setTimeout(() => {
    current.value = null;
  }, SHOWN_FOR);
}
