import type { Attempt, AttemptResult } from '../bridge/attempt.ts';
import type { HandshakeStep } from '../bridge/channel.ts';
import type { HttpProbe, Probe, ProbeOrigin } from '../diagnosis/evidence.ts';
import { type HeaderField, headerValue } from '../websocket/header-field.ts';
import type { ConnectionLog } from './connection-log.ts';

/** A probe as whoever makes it announces it. */
export interface ProbeBegin {
  /** Id of the connection that is looked into. */
  readonly connection: number;
  readonly attempt: Attempt;
  readonly from: ProbeOrigin;
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
}

/** What Chrome's network log says of a request that a probe made. */
export interface ProbeLogEntry {
  readonly kind: Attempt['kind'];
  readonly url: string;
  /** The offer, where the log has it: it has not where no request was sent. */
  readonly requestHeaders: readonly HeaderField[];
  readonly status: number;
  readonly statusText: string;
  readonly responseHeaders: readonly HeaderField[];
  readonly error?: string;
}

/** What the network showed of a probe. */
type Seen = Pick<Probe, 'requestHeaders' | 'response' | 'error'> & Pick<HttpProbe, 'statusText'>;

interface Known extends ProbeBegin {
  result: AttemptResult | null;
  /** When the result came, in milliseconds since the Unix epoch. */
  endedAt: number;
  seen: Seen;
  /** Firefox's id of the request. */
  requestId: string | null;
  /** Whether Chrome's log has told of it. */
  isLogged: boolean;
}

/** Probes that are remembered for what the network may still tell of them. */
const MAX_KNOWN = 100;
/** How much earlier than the probe the network may seem to see its request, by two clocks, in milliseconds. */
const CLOCK_SKEW = 250;

/**
 * The probes of a session: puts what the network showed of them into the evidence of the connection they look into,
 * and keeps it from being taken for a connection of the page.
 */
export class ProbeLog {
  readonly #log: ConnectionLog;
  #known: Known[] = [];

  constructor(log: ConnectionLog) {
    this.#log = log;
  }

  /** @returns how to tell what came of it */
  begin(probe: ProbeBegin): (result: AttemptResult) => void {
    const known: Known = {
      ...probe,
      result: null,
      endedAt: Infinity,
      seen: {},
      requestId: null,
      isLogged: false,
    };
    this.#known.push(known);
    if (this.#known.length > MAX_KNOWN) this.#known.shift();
    return (result) => {
      known.result = result;
      known.endedAt = Date.now();
      this.#update(known.connection);
    };
  }

  /** What was learned of a connection is to be learned anew. */
  forget(connection: number): void {
    this.#known = this.#known.filter((known) => known.connection !== connection);
    this.#update(connection);
  }

  /** @returns whether the step belongs to a probe */
  step(step: HandshakeStep): boolean {
    const known =
      this.#known.find(({ requestId }) => requestId === step.requestId) ??
      (step.step === 'request' ? this.#claim(step) : undefined);
    if (!known) return false;
    known.requestId = step.requestId;
    if (step.step === 'request') known.seen = { ...known.seen, requestHeaders: step.requestHeaders ?? [] };
    else if (step.step === 'response') {
      known.seen = {
        ...known.seen,
        response: {
          status: step.statusCode ?? 0,
          statusLine: step.statusLine ?? '',
          headers: step.responseHeaders ?? [],
        },
      };
    } else if (step.step === 'failed') known.seen = { ...known.seen, error: step.error ?? '' };
    this.#update(known.connection);
    return true;
  }

  /** @param entry of a request that Chrome's log says an extension made */
  logEntry(entry: ProbeLogEntry): void {
    const known = this.#known.find(
      ({ attempt, isLogged }) =>
        !isLogged &&
        attempt.kind === entry.kind &&
        attempt.url === entry.url &&
        (attempt.kind === 'http' ||
          entry.requestHeaders.length === 0 ||
          offerIn(entry.requestHeaders) === attempt.protocols.join(', ')),
    );
    if (!known) return;
    known.isLogged = true;
    const { status, statusText, responseHeaders: headers, error } = entry;
    known.seen = {
      ...(status > 0 ? { response: { status, statusLine: `${status} ${statusText}`.trim(), headers } } : {}),
      ...(statusText === '' ? {} : { statusText }),
      ...(error === undefined ? {} : { error }),
    };
    this.#update(known.connection);
  }

  /**
   * The handshakes that Firefox's webRequest sees bear no sign of who made them: their offer and time must do. What it
   * saw may come later than the result.
   */
  #claim(step: HandshakeStep): Known | undefined {
    return this.#known.find(
      ({ attempt, requestId, time, endedAt }) =>
        attempt.kind === 'handshake' &&
        requestId === null &&
        attempt.url === step.url &&
        step.time >= time - CLOCK_SKEW &&
        step.time <= endedAt &&
        offerIn(step.requestHeaders ?? []) === attempt.protocols.join(', '),
    );
  }

  #update(connection: number): void {
    const own = this.#known.filter((known) => known.connection === connection);
    this.#log.updateEvidence(connection, {
      probes: own.flatMap((known) => toProbe(known)),
      httpProbes: own.flatMap((known) => toHttpProbe(known)),
    });
  }
}

function toProbe({ attempt, from, result, seen }: Known): Probe[] {
  if (attempt.kind !== 'handshake' || result?.kind !== 'handshake') return [];
  const { kind: _, ...rest } = result;
  const { statusText: __, ...shown } = seen;
  return [{ url: attempt.url, protocols: attempt.protocols, from, ...rest, ...shown }];
}

function toHttpProbe({ attempt, from, result, seen }: Known): HttpProbe[] {
  if (attempt.kind !== 'http' || result?.kind !== 'http') return [];
  const { kind: _, ...rest } = result;
  const { response, requestHeaders: __, ...shown } = seen;
  const answer = response ? { status: response.status, headers: response.headers } : {};
  return [{ url: attempt.url, from, ...rest, ...answer, ...shown }];
}

function offerIn(headers: readonly HeaderField[]): string {
  return headerValue(headers, 'sec-websocket-protocol') ?? '';
}
