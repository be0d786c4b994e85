import { code } from '../code-span.ts';
import { diagnose, judge } from '../diagnose.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { BEFORE_REQUEST, type Finding, isReason } from '../finding.ts';
import { originOf } from '../url-parts.ts';
import type { Verdict } from '../verdict.ts';
import type { Attempt } from './attempt.ts';
import type { Answer, Implementation, Source } from './client.ts';
import { chrome } from './implementations/chrome.ts';
import { firefox } from './implementations/firefox.ts';
import { headerValue } from '../../websocket/header-field.ts';

/** What one implementation would have made of one handshake. */
export interface Outcome {
  readonly connects: boolean | null;
  /** A sentence without its end. */
  readonly why: string;
  /** The verdict on it, where it would have failed and the cause is known. */
  readonly verdict: Verdict | null;
  /** Of the rule that made the difference; `null` where none did. */
  readonly source: Source | null;
}

/** What Chrome has not looked at yet when it names this defect, and another client may refuse. */
const UNSEEN_AFTER: ReadonlySet<Finding['kind']> = new Set(['upgrade-header-wrong']);

const BROWSERS = ['chrome', 'firefox'] as const;

/** Whether no other offer would have made a difference. */
export function failsForAnyOffer({ evidence, findings }: Attempt): boolean {
  return evidence.outcome === 'failed' && findings.some(({ kind }) => BEFORE_REQUEST.has(kind));
}

export function judgeAttempt(by: Implementation, attempt: Attempt): Outcome {
  const { evidence, findings, isTimedOut } = attempt;
  const reasons = findings.filter((finding) => BROWSERS.some((browser) => isReason(finding, { browser })));
  const answer = evidence.exchange?.response ?? null;
  const refused = refusalOf(by, attempt, reasons, answer);
  if (refused) return refused;
  if (isTimedOut) return unknown('no answer came in the time that was given to it');
  const passed = reasons[0];
  if (evidence.outcome === 'failed' && reasons.length === 0) return fromUnexplained(by, attempt);
  if (!answer && reasons.some(({ kind }) => UNSEEN_AFTER.has(kind))) {
    return unknown(`${passed?.what ?? ''}; what else is in the answer was not seen`);
  }
  if (!answer && evidence.outcome === 'open' && letsMoreThan(observer(attempt), by, attempt)) {
    return unknown('Firefox opened it, and would have done so with a subprotocol that nobody asked for');
  }
  if (!passed) return { connects: true, why: howItOpened(attempt), verdict: null, source: null };
  const source = by.lets.find(({ kind }) => kind === passed.kind)?.source ?? null;
  return { connects: true, why: `${passed.what}; ${by.name} lets that pass`, verdict: null, source };
}

function refusalOf(
  by: Implementation,
  attempt: Attempt,
  reasons: readonly Finding[],
  answer: Answer | null,
): Outcome | null {
  const judged = reasons.map((finding) => ({ finding, passes: passes(by, finding, attempt, answer) }));
  const refused = judged.flatMap(({ finding, passes }) => (passes === false ? [finding] : []));
  const [first] = refused;
  if (first) {
    if (dependsOnOrigin(by, attempt, first)) {
      return unknown(
        `${first.what}; this client would send another \`Origin\`, which may make the difference`,
      );
    }
    const verdict = judge({ evidence: { ...attempt.evidence, outcome: 'failed' }, findings: refused });
    return { connects: false, why: whyRefused(by, first), verdict, source: null };
  }
  const open = judged.find(({ passes }) => passes === null);
  if (open) {
    return unknown(`${open.finding.what}; whether ${by.name} gets past that depends on more than was seen`);
  }
  for (const { applies, what, source } of answer ? by.refuses : []) {
    const result = answer && applies(answer);
    if (result)
      return { connects: false, why: `The answer ${what}; ${by.name} refuses that`, verdict: null, source };
    if (result === null) return unknown(`The answer ${what}`);
  }
  return null;
}

/** A browser that names the defect has said itself that it refuses it. */
function whyRefused(by: Implementation, { kind, witness, what }: Finding): string {
  const isOfAnswer = /^(?:subprotocol|extension|upgrade-header|connection-header|accept)-/.test(kind);
  return isOfAnswer && witness !== 'browser-log' ? `${what}; ${by.name} refuses that` : what;
}

function passes(
  by: Implementation,
  finding: Finding,
  attempt: Attempt,
  answer: Answer | null,
): boolean | null {
  const leniency = by.lets.find(({ kind }) => kind === finding.kind);
  if (!leniency) return false;
  return leniency.passes ? leniency.passes(finding, attempt.offer, answer) : true;
}

/** A server that checks origins says so with one of these. */
function dependsOnOrigin(by: Implementation, { origin, evidence }: Attempt, finding: Finding): boolean {
  if (finding.kind !== 'status' || (finding.code !== 401 && finding.code !== 403)) return false;
  switch (by.origin.value) {
    case 'page':
      return origin === undefined || origin !== originOf(evidence.initiator);
    case 'none':
      return origin !== null;
    case 'server':
      return origin !== serverOrigin(evidence.url);
  }
}

function serverOrigin(url: string): string {
  return originOf(url.replace(/^ws/, 'http'));
}

/** It failed where it was made, and nobody told why: what is at least as strict fails as well. */
function fromUnexplained(by: Implementation, attempt: Attempt): Outcome {
  const observed = observer(attempt);
  const isAsStrict = by.lets.every(({ kind }) => observed.lets.some((leniency) => leniency.kind === kind));
  const failed = `${observed.name} could not connect`;
  if (!isAsStrict) return unknown(`${failed}, and why is not known; ${by.name} may let it pass`);
  const verdict = diagnose(attempt.evidence);
  return { connects: false, why: failed, verdict, source: null };
}

/** What does not depend on the server at all; `null` where nothing stands in the way. */
export function judgeUrl(by: Implementation, evidence: HandshakeEvidence): Outcome | null {
  if (evidence.url.startsWith('wss:') && !by.tls.value) {
    const why = 'It has no TLS, so it cannot use this URL whatever the server does';
    return { connects: null, why, verdict: null, source: by.tls.source };
  }
  if (!by.blocksPorts.value) return null;
  const { argument, url, protocols, initiator, createdAt } = evidence;
  const unsent = {
    argument,
    url,
    protocols,
    initiator,
    createdAt,
    browser: 'chrome',
    outcome: 'failed',
  } as const;
  const verdict = diagnose(unsent);
  if (verdict?.cause !== 'port-blocked') return null;
  return { connects: false, why: 'It never connects to this port', verdict, source: by.blocksPorts.source };
}

/** Firefox says of a socket that opened without an offer not whether the server selected one all the same. */
function letsMoreThan(observed: Implementation, by: Implementation, { offer }: Attempt): boolean {
  const lets = ({ lets }: Implementation) => lets.some(({ kind }) => kind === 'subprotocol-unrequested');
  return offer.length === 0 && lets(observed) && !lets(by);
}

function observer({ evidence }: Attempt): Implementation {
  return evidence.browser === 'firefox' ? firefox : chrome;
}

function howItOpened({ evidence }: Attempt): string {
  const answered = headerValue(evidence.exchange?.response?.headers ?? [], 'sec-websocket-protocol');
  const selectedProtocol = answered?.trim() ?? evidence.selectedProtocol ?? '';
  return selectedProtocol === '' ? 'the server accepts that' : `the server selects ${code(selectedProtocol)}`;
}

function unknown(why: string): Outcome {
  return { connects: null, why, verdict: null, source: null };
}
