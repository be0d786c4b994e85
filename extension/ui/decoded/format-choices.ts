import { type ReadonlySignal, signal } from '@preact/signals';
import type { FormatChoice } from '../../../src/decoders/decode-frame.ts';
import type { Direction, PayloadType } from '../../../src/websocket/frame.ts';
import { recall, remember } from '../remembered.ts';

/** Which frames a choice is for: those of one type, in both directions unless one is named, of connections to one place. */
export interface FormatScope {
  readonly url: string;
  readonly type: PayloadType;
  readonly direction: Direction | null;
}

/** Choices that are remembered; the oldest is forgotten first. */
const MAX_CHOICES = 200;
const NAME = 'format-choices';

type Stored = readonly (readonly [string, FormatChoice])[];

const choices = signal<ReadonlyMap<string, FormatChoice>>(new Map(recall<Stored>(NAME, [], isStored)));

/** Changes with every choice. */
export const formatChoices: ReadonlySignal<unknown> = choices;

/** What the person chose for a frame; one for its direction counts more than one for both. */
export function formatChoiceFor(
  url: string,
  type: PayloadType,
  direction: Direction,
): FormatChoice | undefined {
  // Most people choose nothing, and this is asked for every frame.
  if (choices.value.size === 0) return undefined;
  return (
    choices.value.get(keyOf({ url, type, direction })) ??
    choices.value.get(keyOf({ url, type, direction: null }))
  );
}

/** Remembers a choice in place of those that it covers; `null` to let the format be found by itself again. */
export function chooseFormat(scope: FormatScope, choice: FormatChoice | null): void {
  const next = new Map(choices.peek());
  const covered: readonly (Direction | null)[] =
    scope.direction === null
      ? [null, 'sent', 'received']
      : choice
        ? [scope.direction]
        : [null, scope.direction];
  for (const direction of covered) next.delete(keyOf({ ...scope, direction }));
  if (choice) next.set(keyOf(scope), choice);
  choices.value = new Map([...next].slice(-MAX_CHOICES));
  remember(NAME, [...choices.value]);
}

/** Query and credentials of a URL change from one connection to the next; what is spoken there does not. */
function keyOf({ url, type, direction }: FormatScope): string {
  const place = URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : url;
  return `${type} ${direction ?? 'both'} ${place}`;
}

function isStored(value: unknown): value is Stored {
  return Array.isArray(value) && value.every(isEntry);
}

function isEntry(entry: unknown): boolean {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false;
  const choice: unknown = entry[1];
  if (typeof choice !== 'object' || choice === null || !('decoder' in choice)) return false;
  const isOption = !('option' in choice) || typeof choice.option === 'string';
  return typeof choice.decoder === 'string' && isOption;
}
