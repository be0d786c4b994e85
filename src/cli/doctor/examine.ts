import type { HandshakeEvidence, HttpProbe, Probe } from '../../diagnosis/evidence.ts';
import { type Finding, isReason } from '../../diagnosis/finding.ts';
import { gather } from '../../diagnosis/gather.ts';
import { type PlannedProbe, planProbes } from '../../diagnosis/probe-plan.ts';
import type { HeaderField } from '../../websocket/header-field.ts';
import { withoutChunkSizes } from './chunked-body.ts';
import { type Exchanged, exchange } from './exchange.ts';
import { Pacing } from './pacing.ts';
import { handshakeHead, plainHead, type RequestHead } from './request-head.ts';
import { targetOf } from './target.ts';

/** Requests to make beyond the first, at most. */
const MAX_PROBES = 12;
/** How long a server may take that has not answered once, or is asked in another place, in milliseconds. */
const IMPATIENT = 3000;
/** Characters of a body that evidence holds. */
const MAX_BODY = 1024;

export interface Examination {
  readonly url: string;
  readonly protocols: readonly string[];
  /** The `Origin` of a page, as it is sent. */
  readonly origin: string;
  readonly headers: readonly HeaderField[];
  /** For each request, in milliseconds. */
  readonly timeout: number;
}

export interface Progress {
  readonly made: number;
  readonly planned: number;
}

/** Ways to fail that no other offer can change. */
const BEFORE_REQUEST: ReadonlySet<Finding['kind']> = new Set([
  'connection-refused',
  'host-not-found',
  'host-unreachable',
  'certificate-rejected',
  'tls-to-plain-port',
  'tls-failed',
]);

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
  const planned = planFor(first);
  const results: (Probe | HttpProbe)[] = [];
  const make = async (probe: PlannedProbe, index: number): Promise<void> => {
    results[index] = await examiner.make(probe);
    progress({ made: index + 1, planned: planned.length + 1 });
  };
  if (isSilent(first)) {
    // Nothing but waiting is left: all wait at the same time.
    await Promise.all(planned.map(make));
  } else {
    for (const [index, probe] of planned.entries()) await make(probe, index);
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

function planFor(first: HandshakeEvidence): PlannedProbe[] {
  const findings = gather(first);
  const handshake = (protocols: readonly string[]): PlannedProbe => ({
    kind: 'handshake',
    from: 'node',
    url: first.url,
    protocols,
  });
  // What clients send by themselves: Emscripten's sockets, most engines, lua-websockets.
  const usual = [['binary'], [], ['']].map(handshake);
  const all = new Map(
    [...usual, ...planProbes(first, ['node'])].map((probe) => [JSON.stringify(probe), probe]),
  );
  const own = JSON.stringify(handshake(first.protocols));
  const isUnreached = findings.some(({ kind }) => BEFORE_REQUEST.has(kind));
  return [...all]
    .filter(([key, probe]) => {
      const isElsewhere = probe.kind === 'http' || probe.url !== first.url;
      if (isUnreached) return isElsewhere;
      // Once more the same tells only whether a failure is an accident.
      return key !== own || first.outcome === 'failed';
    })
    .map(([, probe]) => probe)
    .slice(0, MAX_PROBES);
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
    const { request, answer } = await this.#handshake(url, protocols);
    this.#hasBeenSilent = isLate(answer);
    return this.#toEvidence(url, protocols, request, answer);
  }

  async make(probe: PlannedProbe): Promise<Probe | HttpProbe> {
    await this.#pacing.turn(probe.url, this.#signal);
    return await (probe.kind === 'http' ? this.#plain(probe.url) : this.#probe(probe.url, probe.protocols));
  }

  async #probe(url: string, protocols: readonly string[]): Promise<Probe> {
    const { request, answer } = await this.#handshake(url, protocols);
    const offered = protocols.filter((protocol) => protocol !== '');
    const { outcome, selectedProtocol } = this.#toEvidence(url, offered, request, answer);
    return {
      time: answer.began,
      url,
      protocols,
      from: 'node',
      outcome: outcome === 'open' ? 'open' : isLate(answer) ? 'timed-out' : 'failed',
      ...(selectedProtocol === undefined ? {} : { selectedProtocol }),
      ...(answer.wasSent && { requestHeaders: request.headers }),
      ...(answer.head && { response: answer.head }),
      ...(answer.error === undefined ? {} : { error: answer.error }),
    };
  }

  async #plain(url: string): Promise<HttpProbe> {
    const request = plainHead(targetOf(url), this.#examination.headers);
    const answer = await exchange(request, { ...this.#limits(url), wantsBody: true });
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

  async #handshake(
    url: string,
    protocols: readonly string[],
  ): Promise<{ readonly request: RequestHead; readonly answer: Exchanged }> {
    const request = handshakeHead(targetOf(url), { ...this.#examination, protocols });
    return { request, answer: await exchange(request, { ...this.#limits(url), wantsBody: false }) };
  }

  #limits(url: string): { readonly timeout: number; readonly signal: AbortSignal } {
    const isUsual = url === this.#examination.url && !this.#hasBeenSilent;
    const { timeout } = this.#examination;
    return { timeout: isUsual ? timeout : Math.min(timeout, IMPATIENT), signal: this.#signal };
  }

  /** Judged as Chrome would: it is open where there is no reason to refuse it. */
  #toEvidence(
    url: string,
    protocols: readonly string[],
    request: RequestHead,
    { began, ended, head, wasSent, error }: Exchanged,
  ): HandshakeEvidence {
    const failed: HandshakeEvidence = {
      browser: 'node',
      argument: url,
      url,
      protocols,
      initiator: this.#examination.origin,
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
    const selected = head.headers.find(({ name }) => name.toLowerCase() === 'sec-websocket-protocol');
    return { ...failed, outcome: 'open', openedAt: ended, selectedProtocol: selected?.value ?? '' };
  }
}

function isLate({ error = '' }: Exchanged): boolean {
  return error.startsWith('TIMEOUT');
}
