import { code, codes } from '../code-span.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { type Attempt, attemptsOf } from './attempt.ts';
import type { Client, Implementation, Source } from './client.ts';
import { failsForAnyOffer, judgeAttempt, judgeUrl, type Outcome } from './judge-attempt.ts';
import { clients } from './registry.ts';
import { originOf } from '../url-parts.ts';
import type { Verdict } from '../verdict.ts';

/** Whether one kind of client can talk to a server. */
export interface ClientVerdict {
  /** Id of the client. */
  readonly client: string;
  readonly name: string;
  /** `null` where the evidence does not tell. */
  readonly connects: boolean | null;
  /** Id of the cause where it cannot, as far as it is known. */
  readonly cause: string | null;
  /** One or two sentences. Backticks mark code. */
  readonly reason: string;
  /** Where the rule is known from that made the difference. */
  readonly source: Source | null;
}

export interface JudgedClient {
  readonly clientVerdict: ClientVerdict;
  /** What would be said of its handshake; `null` where it connects or the cause is not known. */
  readonly verdict: Verdict | null;
}

interface Judged extends Outcome {
  /** What it sends, as the beginning of a sentence; empty where that makes no difference. */
  readonly offers: string;
}

/** Says of each client whether it can connect, from the handshake and its probes to the same URL. */
export function judgeClients(evidence: HandshakeEvidence): ClientVerdict[] {
  return judgeEachClient(evidence).map(({ clientVerdict }) => clientVerdict);
}

export function judgeEachClient(evidence: HandshakeEvidence): JudgedClient[] {
  const attempts = attemptsOf(evidence);
  const turnedAway = attempts.find(isTurnedAwayFromElsewhere);
  return clients.map((client) => {
    const { clientVerdict, verdict } = judgeClient(client, evidence, attempts);
    const isInPage = client.implementations.some(({ origin }) => origin.value === 'page');
    if (!turnedAway || !isInPage || !clientVerdict.connects) return { clientVerdict, verdict };
    const origins = [originOf(evidence.initiator), turnedAway.origin ?? ''].map(code);
    const reason = `${clientVerdict.reason} That is so for a page of ${origins[0]}; one of ${origins[1]} is turned away.`;
    return { clientVerdict: Object.assign(clientVerdict, { reason }), verdict };
  });
}

/** Made on purpose with the origin of another page than the handshake at hand. */
function isFromElsewhere({ origin, evidence }: Attempt): boolean {
  return typeof origin === 'string' && origin !== originOf(evidence.initiator);
}

function isTurnedAwayFromElsewhere(attempt: Attempt): boolean {
  return (
    isFromElsewhere(attempt) &&
    attempt.findings.some(
      (finding) => finding.kind === 'status' && (finding.code === 401 || finding.code === 403),
    )
  );
}

/** A client can connect where it can as it comes, or when it is told to offer what the handshake at hand offers. */
function judgeClient(
  client: Client,
  evidence: HandshakeEvidence,
  attempts: readonly Attempt[],
): JudgedClient {
  const asItComes = client.offers.value ?? evidence.protocols;
  const usual = judgeOffer(client, asItComes, evidence, attempts);
  const isOther = JSON.stringify(asItComes) !== JSON.stringify(evidence.protocols);
  if (!isOther || evidence.protocols.length === 0 || !client.canOfferOther.value) {
    return toJudged(client, usual, sentence(usual));
  }
  const told = judgeOffer(client, evidence.protocols, evidence, attempts);
  const both = `${sentence(usual)} Told to offer ${codes(evidence.protocols)}`;
  if (usual.connects === true) {
    const more = told.connects === false ? `${both}, it fails: ${ended(told.why)}` : sentence(usual);
    return toJudged(client, usual, more);
  }
  return told.connects === true
    ? toJudged(client, told, `${both}, it connects.`)
    : toJudged(client, usual, sentence(usual));
}

function toJudged({ id, name }: Client, judged: Judged, reason: string): JudgedClient {
  const { connects, verdict, source } = judged;
  const cause = connects === false ? (verdict?.cause ?? null) : null;
  return { clientVerdict: { client: id, name, connects, cause, reason, source }, verdict };
}

function judgeOffer(
  client: Client,
  offer: readonly string[],
  evidence: HandshakeEvidence,
  attempts: readonly Attempt[],
): Judged {
  const all = client.implementations.map((by) => ({
    by,
    ...judgeImplementation(by, offer, evidence, attempts),
  }));
  const [first] = all;
  if (!first) throw new Error(`The client ${client.id} has no implementation`);
  const failing = all.find(({ connects }) => connects === false);
  const unclear = all.find(({ connects }) => connects === null);
  const decisive = failing ?? unclear ?? first;
  const differing = all.filter(({ connects }) => connects !== decisive.connects);
  if (differing.length === 0) return decisive;
  const others = differing.map(({ by, connects }) =>
    connects ? `In ${by.name} it connects` : `In ${by.name} it is not known`,
  );
  return { ...decisive, why: `in ${decisive.by.name}: ${decisive.why}. ${others.join('. ')}` };
}

function judgeImplementation(
  by: Implementation,
  offer: readonly string[],
  evidence: HandshakeEvidence,
  attempts: readonly Attempt[],
): Judged {
  const isEmptyHeader = offer.length === 0 && by.withoutOffer.value === 'an empty header';
  const onTheWire = JSON.stringify(isEmptyHeader ? [''] : offer);
  const offers = isEmptyHeader
    ? 'Sends `Sec-WebSocket-Protocol` with an empty value'
    : `Offers ${offer.length === 0 ? 'no subprotocol' : codes(offer)}`;
  const regardless = judgeUrl(by, evidence);
  if (regardless) return { ...regardless, offers: '' };
  const same = attempts
    .filter((attempt) => JSON.stringify(attempt.offer) === onTheWire)
    .sort((a, b) => Number(isFromElsewhere(a)) - Number(isFromElsewhere(b)));
  const unreached = attempts.find(failsForAnyOffer);
  if (unreached && !same.some(({ evidence }) => evidence.outcome === 'open')) {
    return { ...judgeAttempt(by, unreached), offers: '' };
  }
  const outcomes = same.map((attempt) => judgeAttempt(by, attempt));
  const [outcome] = [...outcomes.filter(({ connects }) => connects !== null), ...outcomes];
  const why = isEmptyHeader ? 'only `socketscope doctor` can try that' : 'that was not tried';
  return { offers, ...(outcome ?? { connects: null, why, verdict: null, source: null }) };
}

function sentence({ offers, why, connects }: Judged): string {
  const said = offers === '' ? ended(why) : `${offers}: ${ended(why)}`;
  return connects === null ? `Not known. ${said}` : said;
}

function ended(why: string): string {
  return /[.!?]$/.test(why) ? why : `${why}.`;
}
