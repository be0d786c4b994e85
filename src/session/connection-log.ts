import { diagnose } from '../diagnosis/diagnose.ts';
import { diagnoseNative } from '../diagnosis/diagnose-native.ts';
import type { HandshakeEvidence } from '../diagnosis/evidence.ts';
import { type Connection, NO_TRAFFIC, plus } from './connection.ts';
import { Neighbourhood } from './neighbourhood.ts';

/** Connections that are remembered; beyond, the oldest that have ended go. */
const MAX_CONNECTIONS = 10_000;

type Change = Partial<Omit<Connection, 'id' | 'evidence' | 'verdict'>>;

/** The connections of a session, each with the verdict that its evidence leads to. */
export class ConnectionLog {
  readonly browser: HandshakeEvidence['browser'];
  readonly #byId = new Map<number, Connection>();
  readonly #neighbourhood = new Neighbourhood();
  #list: Connection[] | null = null;
  #nextId = 1;
  #lost = 0;
  #forgotten = 0;

  constructor(browser: HandshakeEvidence['browser']) {
    this.browser = browser;
  }

  get connections(): readonly Connection[] {
    this.#list ??= [...this.#byId.values()];
    return this.#list;
  }

  /** Id of the newest connection; 0 before the first. */
  get newestId(): number {
    return this.#nextId - 1;
  }

  get lost(): number {
    return this.#lost;
  }

  get forgotten(): number {
    return this.#forgotten;
  }

  get(id: number): Connection | undefined {
    return this.#byId.get(id);
  }

  add(connection: Omit<Connection, 'id' | 'verdict'>): number {
    const id = this.#nextId++;
    if (!isJudged(connection)) {
      this.#set({ ...connection, id, verdict: diagnoseNative(connection.evidence) });
    } else {
      const neighbours = this.#neighbourhood.around(connection.evidence);
      this.#neighbourhood.began(id);
      const evidence = { ...connection.evidence, neighbours };
      this.#set({ ...connection, id, evidence, verdict: diagnose(evidence) });
    }
    if (this.#byId.size > MAX_CONNECTIONS) this.#forgetOldest();
    return id;
  }

  update(id: number, change: Change): void {
    const connection = this.#byId.get(id);
    if (connection) this.#set({ ...connection, ...change });
  }

  /** Adds to the evidence of a handshake and judges it anew. */
  updateEvidence(id: number, change: Partial<HandshakeEvidence>, rest: Change = {}): void {
    const connection = this.#byId.get(id);
    if (!connection) return;
    const evidence = { ...connection.evidence, ...change };
    const verdict = (connection.witness === 'wire' ? diagnoseNative : diagnose)(evidence);
    this.#set({ ...connection, ...rest, evidence, verdict });
  }

  countLost(frames: number): void {
    this.#lost += frames;
  }

  /** Forgets the connections that have ended, and the counts of all. @returns the way back */
  clear(): () => void {
    const before = new Map(this.#byId);
    const counts = [this.#lost, this.#forgotten] as const;
    this.#lost = 0;
    this.#forgotten = 0;
    for (const connection of this.#byId.values()) {
      if (hasEnded(connection)) this.#byId.delete(connection.id);
      else this.#byId.set(connection.id, { ...connection, sent: NO_TRAFFIC, received: NO_TRAFFIC, lost: 0 });
    }
    this.#list = null;
    return () => {
      this.#lost += counts[0];
      this.#forgotten += counts[1];
      this.#restore(before);
    };
  }

  /** Puts connections back in front of those that came since, with their counts. */
  #restore(before: ReadonlyMap<number, Connection>): void {
    const since = new Map(this.#byId);
    this.#byId.clear();
    for (const [id, connection] of before) {
      const now = since.get(id);
      this.#byId.set(id, now ? withCountsOf(now, connection) : connection);
      since.delete(id);
    }
    for (const [id, connection] of since) this.#byId.set(id, connection);
    this.#list = null;
    while (this.#byId.size > MAX_CONNECTIONS && this.#forgetOldest());
  }

  #set(connection: Connection): void {
    this.#byId.set(connection.id, connection);
    if (hasEnded(connection)) this.#neighbourhood.ended(connection);
    this.#list = null;
  }

  /** @returns whether there was one that has ended */
  #forgetOldest(): boolean {
    for (const connection of this.#byId.values()) {
      if (!hasEnded(connection)) continue;
      this.#byId.delete(connection.id);
      this.#forgotten++;
      this.#list = null;
      return true;
    }
    return false;
  }
}

/** On the wire no browser is at work, and WebTransport has another handshake. */
function isJudged({ witness, api }: Pick<Connection, 'witness' | 'api'>): boolean {
  return witness !== 'wire' && api !== 'WebTransport';
}

function withCountsOf(connection: Connection, { sent, received, lost }: Connection): Connection {
  return {
    ...connection,
    sent: plus(connection.sent, sent.frames, sent.bytes),
    received: plus(connection.received, received.frames, received.bytes),
    lost: connection.lost + lost,
  };
}

export function hasEnded({ state }: Pick<Connection, 'state'>): boolean {
  return state === 'closed' || state === 'failed';
}
