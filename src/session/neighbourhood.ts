import { type HandshakeEvidence, type Neighbours, RECENT } from '../diagnosis/evidence.ts';
import type { Connection } from './connection.ts';

/** URLs whose past is remembered; beyond, the one that has been quiet for longest goes. */
const MAX_URLS = 200;
/** Ends and silences that are remembered for each: as many as tell a storm or a timer. */
const MAX_ENDS = 1_000;
const MAX_SILENCES = 20;

interface Past {
  /** When connections to the URL ended, in order, in milliseconds since the Unix epoch. */
  readonly ends: number[];
  readonly silences: number[];
}

/** Counts the connections around each one, without looking at all of them for every new one. */
export class Neighbourhood {
  readonly #alive = new Set<number>();
  readonly #pasts = new Map<string, Past>();

  /** What a connection finds that is constructed now. */
  around({ url, createdAt }: Pick<HandshakeEvidence, 'url' | 'createdAt'>): Neighbours {
    const past = this.#pasts.get(url);
    const firstRecent = past?.ends.findIndex((end) => end > createdAt - RECENT) ?? -1;
    return {
      alive: this.#alive.size,
      recentlyEnded: past && firstRecent >= 0 ? past.ends.length - firstRecent : 0,
      silences: past ? [...past.silences] : [],
    };
  }

  began(id: number): void {
    this.#alive.add(id);
  }

  ended({ id, evidence }: Connection): void {
    if (!this.#alive.delete(id)) return;
    const { url, close, settledAt, createdAt } = evidence;
    const past = this.#pasts.get(url) ?? { ends: [], silences: [] };
    this.#pasts.delete(url);
    this.#pasts.set(url, past);
    past.ends.push(close?.time ?? settledAt ?? createdAt);
    if (past.ends.length > MAX_ENDS) past.ends.shift();
    const silence = silenceOf(evidence);
    if (silence !== null) past.silences.push(silence);
    if (past.silences.length > MAX_SILENCES) past.silences.shift();
    const [oldest] = this.#pasts.keys();
    if (this.#pasts.size > MAX_URLS && oldest !== undefined) this.#pasts.delete(oldest);
  }
}

/** How long a connection had been silent when it was lost; `null` for one that was closed in another way. */
function silenceOf({ close, openedAt, lastFrameAt }: HandshakeEvidence): number | null {
  if (openedAt === undefined || (close?.code !== 1006 && close?.code !== 1001)) return null;
  return close.time - Math.max(lastFrameAt ?? openedAt, openedAt);
}
