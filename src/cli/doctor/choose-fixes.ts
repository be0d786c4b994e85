import { arrangeFixes } from '../../diagnosis/fixes/arrange.ts';
import type { Fix, Verdict } from '../../diagnosis/verdict.ts';

type Side = Fix['side'];

/** One fix, or those for one server, proxy or engine. */
export interface FixGroup {
  /** Why these and no others; empty where there was nothing to choose. */
  readonly why: string;
  /** Ids of all for which there are others, that chosen first. */
  readonly targets: readonly string[];
  readonly fixes: readonly Fix[];
}

/** A verdict's fixes for what is at hand: as guessed, or as the person says. */
export function chooseFixes(verdict: Verdict, fixFor: readonly string[]): FixGroup[] {
  const chosen: Partial<Record<Side, string>> = {};
  for (const item of arrangeFixes(verdict)) {
    const wanted =
      'targets' in item ? fixFor.find((id) => item.targets.some((target) => target.id === id)) : undefined;
    if (wanted !== undefined) chosen[item.side] = wanted;
  }
  return arrangeFixes(verdict, chosen).map((item) => {
    if (!('targets' in item)) return { why: '', targets: [], fixes: [item] };
    const others = item.targets.map(({ id }) => id).filter((id) => id !== item.chosen);
    return { why: item.why, targets: [item.chosen, ...others], fixes: item.fixes };
  });
}
