import type { HandshakeEvidence, HttpProbe, Probe } from '../../diagnosis/evidence.ts';
import { isReason } from '../../diagnosis/finding.ts';
import { gather } from '../../diagnosis/gather.ts';
import { type HeaderField, headerValue } from '../../websocket/header-field.ts';
import { withoutChunkSizes } from './chunked-body.ts';
import { type Exchanged, type ExchangeOptions, exchange } from './exchange.ts';
import { Pacing } from './pacing.ts';
import { type HandshakePlan, type Plan, planFor, serverOrigin } from './plan.ts';
import { handshakeHead, plainHead, type RequestHead } from './request-head.ts';
import { targetOf } from './target.ts';

/** How long a server may take that has not answered once, or is asked in another place, in milliseconds. */
const IMPATIENT = 3000;
/** How long a connection is watched that has just opened, for a server that ends it at once, in milliseconds. */
const WATCH = 250;
/** Characters of a body that evidence holds. */
const MAX_BODY = 1024;

export interface Examination {
  readonly url: string;
  readonly protocols: readonly string[];
  /** The `Origin` of a page, as it is sent; absent for that of a page which the server itself might serve. */
  readonly origin?: string;
  readonly headers: readonly HeaderField[];
  /** For each request, in milliseconds. */
  readonly timeout: number;
  /** How long the first connection is watched once it is open, in milliseconds. */
  readonly watch?: number;
}

export interface Progress {
  readonly made: number;
  readonly planned: number;
}

/**
 * Makes one opening handshake and then whatever else tells something, one after the other.
 * @throws the signal's reason when it is aborted
 */
export async function examine(
  examination: Examination,
  signal: AbortSignal,
  progress: (progress: Progress) => void = () => {},
): Promise<HandshakeEvidence> {
  const examiner = new Examiner(examination, signal);
  progress({ made: 0, planned: 1 });
  const first = await examiner.first();
  const planned = planFor(first, examination.origin);
  const results: (Probe | HttpProbe)[] = [];
  const make = async (plan: Plan, index: number): Promise<void> => {
    results[index] = await examiner.make(plan);
    progress({ made: index + 1, planned: planned.length + 1 });
  };
  if (isSilent(first)) {
    // Nothing but waiting is left: all wait at the same time.
    await Promise.all(planned.map(make));
  } else {
    for (const [index, plan] of planned.entries()) await make(plan, index);
  }
  return {
    ...first,
    probes: results.flatMap((result) => ('protocols' in result ? [result] : [])),
    httpProbes: results.flatMap((result) => ('protocols' in result ? [] : [result])),
  };
}

function isSilent(first: HandshakeEvidence): boolean {
  return gather(first).some(({ kind }) => kind === 'response-timeout');
}

class Examiner {
  readonly #examination: Examination;
  readonly #signal: AbortSignal;
  readonly #pacing = new Pacing();
  #hasBeenSilent = false;

  constructor(examination: Examination, signal: AbortSignal) {
    this.#examination = examination;
    this.#signal = signal;
  }

  async first(): Promise<HandshakeEvidence> {
    const { url, protocols } = this.#examination;
    await this.#pacing.turn(url, this.#signal);
    const { request, answer } = await this.#handshake(url, protocols, this.#originFor(url), 'close');
    this.#hasBeenSilent = isLate(answer);
    return this.#toEvidence(url, protocols, request, answer);
  }

  async make([probe, origin]: Plan): Promise<Probe | HttpProbe> {
    await this.#pacing.turn(probe.url, this.#signal);
    if (probe.kind === 'http') return await this.#plain(probe.url);
    return await this.#probe(probe, origin ?? this.#originFor(probe.url));
  }

  async #probe({ url, protocols, from }: HandshakePlan, origin: string): Promise<Probe> {
    const { request, answer } = await this.#handshake(url, protocols, origin);
    const offered = protocols.filter((protocol) => protocol !== '');
    const { outcome, selectedProtocol } = this.#toEvidence(url, offered, request, answer);
    return {
      time: answer.began,
      url,
      protocols,
      from,
      outcome: outcome === 'open' ? 'open' : isLate(answer) ? 'timed-out' : 'failed',
      ...(selectedProtocol === undefined ? {} : { selectedProtocol }),
      ...(answer.wasSent && { requestHeaders: request.headers }),
      ...(answer.head && { response: answer.head }),
      ...(answer.error === undefined ? {} : { error: answer.error }),
    };
  }

  async #plain(url: string): Promise<HttpProbe> {
    const request = plainHead(targetOf(url), this.#examination.headers);
    const answer = await exchange(request, { ...this.#limits(url), after: 'body' });
    if (!answer.head) {
      const { error = '' } = answer;
      return {
        time: answer.began,
        url,
        from: 'node',
        outcome: isLate(answer) ? 'timed-out' : 'failed',
        error,
      };
    }
    const { status, statusLine, headers } = answer.head;
    return {
      time: answer.began,
      url,
      from: 'node',
      outcome: 'answered',
      status,
      statusText: statusLine.replace(/^\S+\s*\d*\s*/, ''),
      headers,
      body: withoutChunkSizes(answer.head, answer.body).toString('utf8').slice(0, MAX_BODY),
    };
  }

  #originFor(url: string): string {
    return this.#examination.origin ?? serverOrigin(url);
  }

  async #handshake(
    url: string,
    protocols: readonly string[],
    origin: string,
    after: 'close' | 'nothing' = 'nothing',
  ): Promise<{ readonly request: RequestHead; readonly answer: Exchanged }> {
    const request = handshakeHead(targetOf(url), { protocols, origin, headers: this.#examination.headers });
    return { request, answer: await exchange(request, { ...this.#limits(url), after }) };
  }

  #limits(url: string): Omit<ExchangeOptions, 'after'> {
    const isUsual = url === this.#examination.url && !this.#hasBeenSilent;
    const { timeout, watch = WATCH } = this.#examination;
    return { timeout: isUsual ? timeout : Math.min(timeout, IMPATIENT), watch, signal: this.#signal };
  }

  /** Judged as Chrome would: it is open where there is no reason to refuse it. */
  #toEvidence(
    url: string,
    protocols: readonly string[],
    request: RequestHead,
    { began, ended, head, wasSent, close, error }: Exchanged,
  ): HandshakeEvidence {
    const failed: HandshakeEvidence = {
      browser: 'node',
      argument: url,
      url,
      protocols,
      initiator: this.#originFor(url),
      createdAt: began,
      outcome: 'failed',
      settledAt: ended,
      exchange: {
        time: began,
        ...(wasSent && { requestHeaders: request.headers }),
        ...(head && { response: { time: ended, ...head } }),
        ...(error === undefined ? {} : { error }),
      },
    };
    const isRefused = !head || gather(failed).some((finding) => isReason(finding, failed));
    if (isRefused) return failed;
    return {
      ...failed,
      outcome: 'open',
      openedAt: ended,
      selectedProtocol: headerValue(head.headers, 'sec-websocket-protocol') ?? '',
      ...(close && { close: { ...close, wasClean: close.code !== 1006, time: ended } }),
    };
  }
}

function isLate({ error = '' }: Exchanged): boolean {
  return error.startsWith('TIMEOUT');
}
