import { codes } from '../code-span.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { type Attempt, isFromElsewhere } from './attempt.ts';
import type { Implementation } from './client.ts';
import { failsForAnyOffer, judgeAttempt, judgeUrl, type Outcome } from './judge-attempt.ts';

export interface Judged extends Outcome {
  /** What it sends, as the beginning of a sentence; empty where that makes no difference. */
  readonly offers: string;
}

/** What each implementation makes of each offer; clients share them, and each is judged once. */
export class Judgements {
  readonly #evidence: HandshakeEvidence;
  readonly #attempts: readonly Attempt[];
  readonly #unreached: Attempt | undefined;
  readonly #made = new Map<Implementation, Map<string, Judged>>();

  constructor(evidence: HandshakeEvidence, attempts: readonly Attempt[]) {
    this.#evidence = evidence;
    this.#attempts = attempts;
    this.#unreached = attempts.find(failsForAnyOffer);
  }

  of(by: Implementation, offer: readonly string[]): Judged {
    const made = this.#made.get(by) ?? new Map<string, Judged>();
    this.#made.set(by, made);
    const key = JSON.stringify(offer);
    const judged = made.get(key) ?? this.#judge(by, offer);
    made.set(key, judged);
    return judged;
  }

  #judge(by: Implementation, offer: readonly string[]): Judged {
    const isEmptyHeader = offer.length === 0 && by.withoutOffer.value === 'an empty header';
    const onTheWire = JSON.stringify(isEmptyHeader ? [''] : offer);
    const offers = isEmptyHeader
      ? 'Sends `Sec-WebSocket-Protocol` with an empty value'
      : `Offers ${offer.length === 0 ? 'no subprotocol' : codes(offer)}`;
    const regardless = judgeUrl(by, this.#evidence);
    if (regardless) return { ...regardless, offers: '' };
    const same = this.#attempts
      .filter((attempt) => JSON.stringify(attempt.offer) === onTheWire)
      .sort((a, b) => Number(isFromElsewhere(a)) - Number(isFromElsewhere(b)));
    if (this.#unreached && !same.some(({ evidence }) => evidence.outcome === 'open')) {
      return { ...judgeAttempt(by, this.#unreached), offers: '' };
    }
    const why = isEmptyHeader ? 'only `socketscope doctor` can try that' : 'that was not tried';
    return { offers, ...(firstKnown(by, same) ?? { connects: null, why, verdict: null, source: null }) };
  }
}

/** Of several attempts the first that tells. */
function firstKnown(by: Implementation, attempts: readonly Attempt[]): Outcome | null {
  let unclear: Outcome | null = null;
  for (const attempt of attempts) {
    const outcome = judgeAttempt(by, attempt);
    if (outcome.connects !== null) return outcome;
    unclear ??= outcome;
  }
  return unclear;
}
