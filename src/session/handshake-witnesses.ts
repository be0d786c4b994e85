import type { HandshakeStep } from '../bridge/channel.ts';
import type { HandshakeEvidence } from '../diagnosis/evidence.ts';
import type { Connection } from './connection.ts';
import type { ConnectionLog } from './connection-log.ts';

/** What Chrome's network log says of one handshake, with the URL it was for. */
export interface NetworkLogEntry extends NonNullable<HandshakeEvidence['networkLog']> {
  readonly url: string;
}

type Exchange = NonNullable<HandshakeEvidence['exchange']>;

/** An exchange that no connection is known for yet. */
interface OpenExchange {
  readonly url: string;
  exchange: Exchange;
  connection: number | null;
}

/** Witness entries that wait for their connection; beyond, the oldest go. */
const MAX_WAITING = 500;

/**
 * How far apart two clocks may see the start of the same handshake, in milliseconds. Firefox holds back a connection
 * to a host that failed a moment ago, or while another one to it is connecting, up to its 20 s handshake timeout.
 */
const MAX_SKEW = 25_000;

/**
 * Joins what the browser saw of handshakes to the connections that the page opened. Neither browser gives an id that
 * both know, so the earliest connection with the same URL that is still without this witness is taken.
 */
export class HandshakeWitnesses {
  readonly #log: ConnectionLog;
  #entries: NetworkLogEntry[] = [];
  readonly #exchanges = new Map<string, OpenExchange>();

  constructor(log: ConnectionLog) {
    this.#log = log;
  }

  step(step: HandshakeStep): void {
    const known = this.#exchanges.get(step.requestId);
    const open = known ?? { url: step.url, exchange: { time: step.time }, connection: null };
    if (!known) {
      this.#exchanges.set(step.requestId, open);
      const oldest = this.#exchanges.keys().next().value;
      if (this.#exchanges.size > MAX_WAITING && oldest !== undefined) this.#exchanges.delete(oldest);
    }
    open.exchange = withStep(open.exchange, step);
    if (open.connection === null) this.join();
    else this.#log.updateEvidence(open.connection, { exchange: open.exchange });
  }

  logEntry(entry: NetworkLogEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > MAX_WAITING) this.#entries.shift();
    this.join();
  }

  /** Tries again to find the connections of what is waiting. */
  join(): void {
    if (this.#entries.length > 0) this.#entries = this.#entries.filter((entry) => !this.#joinEntry(entry));
    for (const open of this.#exchanges.values()) {
      if (open.connection !== null) continue;
      const connection = this.#find(
        open.url,
        open.exchange.time,
        (evidence) => evidence.exchange === undefined,
      );
      if (!connection) continue;
      open.connection = connection.id;
      this.#log.updateEvidence(connection.id, { exchange: open.exchange });
    }
  }

  clear(): void {
    this.#entries = [];
    this.#exchanges.clear();
  }

  #joinEntry(entry: NetworkLogEntry): boolean {
    const { url, ...networkLog } = entry;
    const connection = this.#find(
      url,
      entry.time,
      (evidence) =>
        // The log lists an open connection when asked and once more when it has closed: the later one replaces.
        evidence.networkLog === undefined || Math.abs(evidence.networkLog.time - entry.time) < 1,
    );
    if (!connection) return false;
    this.#log.updateEvidence(connection.id, { networkLog });
    return true;
  }

  #find(url: string, time: number, isFree: (evidence: HandshakeEvidence) => boolean): Connection | undefined {
    return this.#log.connections.find(
      ({ evidence }) =>
        evidence.url === url &&
        isFree(evidence) &&
        evidence.outcome !== 'threw' &&
        time - evidence.createdAt > -1_000 &&
        time - evidence.createdAt < MAX_SKEW,
    );
  }
}

function withStep(exchange: Exchange, step: HandshakeStep): Exchange {
  switch (step.step) {
    case 'request':
      return { ...exchange, time: step.time, requestHeaders: step.requestHeaders ?? [] };
    case 'response':
    case 'completed':
      return {
        ...exchange,
        response: {
          time: exchange.response?.time ?? step.time,
          status: step.statusCode ?? 0,
          statusLine: step.statusLine ?? '',
          headers: step.responseHeaders ?? exchange.response?.headers ?? [],
        },
      };
    case 'failed':
      return { ...exchange, error: step.error ?? '' };
  }
}
