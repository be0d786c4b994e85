import { editScript } from '../diff/edit-script.ts';
import type { Message } from './messages.ts';

/** Messages that stand in the same place of two conversations; `null` where one has none there. */
export interface MessagePair {
  readonly one: Message | null;
  readonly other: Message | null;
  readonly isSame: boolean;
}

/** How long it may take to find the best places, in milliseconds; beyond, they are paired as they come. */
const PATIENCE = 100;

/** Places the messages of one direction side by side, those that are the same beside each other. */
export function pairMessages(one: readonly Message[], other: readonly Message[]): MessagePair[] {
  const pairs: MessagePair[] = [];
  for (const edit of editScript(one, other, isSame, Date.now() + PATIENCE)) {
    const { isEqual, before, beforeLength, after, afterLength } = edit;
    for (let i = 0; i < Math.max(beforeLength, afterLength); i++) {
      pairs.push({
        one: i < beforeLength ? (one[before + i] ?? null) : null,
        other: i < afterLength ? (other[after + i] ?? null) : null,
        isSame: isEqual,
      });
    }
  }
  return pairs;
}

/** Of what was not kept nobody knows: then the length decides. */
function isSame(one: Message, other: Message): boolean {
  if (one.type !== other.type || one.length !== other.length) return false;
  const length = Math.min(one.payload.length, other.payload.length);
  for (let i = 0; i < length; i++) if (one.payload[i] !== other.payload[i]) return false;
  return true;
}
