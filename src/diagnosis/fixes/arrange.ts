import { engines } from '../engines/registry.ts';
import { servers } from '../servers/registry.ts';
import type { Fix, Verdict } from '../verdict.ts';

type Side = Fix['side'];
type Judged = Pick<Verdict, 'fixes' | 'guesses'>;

/** Fixes of one side, of which a person needs those for their own server, proxy or client alone. */
export interface Choice {
  readonly side: Side;
  readonly targets: readonly { readonly id: string; readonly name: string }[];
  /** Id of a target. */
  readonly chosen: string;
  /** Why this one, or why none is guessed: sentences. Empty where a person has chosen. */
  readonly why: string;
  /** Those for the chosen target. */
  readonly fixes: readonly Fix[];
}

const SIDES: Readonly<Record<Side, { readonly fallback: string; readonly ask: string }>> = {
  server: { fallback: 'other-server', ask: 'Choose your server.' },
  network: { fallback: 'other-proxy', ask: 'Choose your proxy.' },
  client: { fallback: 'javascript', ask: 'Choose your engine.' },
};

const names = new Map([...servers, ...engines].map(({ id, name }) => [id, name]));

/**
 * A verdict's fixes in order, those for particular targets as one choice a side, made by the guess where there is one.
 * @param chosen what a person has chosen, where a verdict has fixes for it
 */
export function arrangeFixes(
  verdict: Judged,
  chosen: Readonly<Partial<Record<Side, string>>> = {},
): (Fix | Choice)[] {
  const begun = new Set<Side>();
  return verdict.fixes.flatMap((fix): (Fix | Choice)[] => {
    if (fix.target === undefined) return [fix];
    if (begun.has(fix.side)) return [];
    begun.add(fix.side);
    return [choiceOf(verdict, fix.side, chosen[fix.side])];
  });
}

/** The fixes that a person needs where nobody can choose: in a report, or on a command line. */
export function fixesAtHand(verdict: Judged): Fix[] {
  return arrangeFixes(verdict).flatMap((item) => ('targets' in item ? item.fixes : [item]));
}

function choiceOf({ fixes, guesses }: Judged, side: Side, wanted: string | undefined): Choice {
  const all = fixes.filter((fix) => fix.side === side && fix.target !== undefined);
  const ids = [...new Set(all.flatMap(({ target }) => target ?? []))];
  const guess = guesses?.[side];
  const { fallback, ask } = SIDES[side];
  const isWanted = wanted !== undefined && ids.includes(wanted);
  const isGuessed = !isWanted && guess !== undefined && ids.includes(guess.id);
  const chosen = isWanted ? wanted : isGuessed ? guess.id : fallback;
  return {
    side,
    targets: ids.map((id) => ({ id, name: names.get(id) ?? id })),
    chosen,
    why: isWanted ? '' : isGuessed ? guess.reason : [...whyNone(guesses, side), ask].join(' '),
    fixes: all.filter(({ target }) => target === chosen),
  };
}

function whyNone(guesses: Judged['guesses'], side: Side): string[] {
  const guess = guesses?.[side];
  if (guess) return [guess.reason, `For ${names.get(guess.id)} there is nothing particular to write.`];
  const proxy = guesses?.network;
  return side === 'server' && proxy
    ? [`${names.get(proxy.id)} answers, so what is behind it does not show.`]
    : [];
}
