import { sameOffer } from '../differential.ts';
import { code, codes } from '../code-span.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { type Attempt, attemptsOf, isFromElsewhere } from './attempt.ts';
import type { Client, Source } from './client.ts';
import { type Judged, Judgements } from './judgements.ts';
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

/** Says of each client whether it can connect, from the handshake and its probes to the same URL. */
export function judgeClients(evidence: HandshakeEvidence): ClientVerdict[] {
  return judgeEachClient(evidence).map(({ clientVerdict }) => clientVerdict);
}

export function judgeEachClient(evidence: HandshakeEvidence): JudgedClient[] {
  const attempts = attemptsOf(evidence);
  const judgements = new Judgements(evidence, attempts);
  const turnedAway = attempts.find(isTurnedAwayFromElsewhere);
  return clients.map((client) => {
    const { clientVerdict, verdict } = judgeClient(client, evidence, judgements);
    const isInPage = client.implementations.some(({ origin }) => origin.value === 'page');
    if (!turnedAway || !isInPage || !clientVerdict.connects) return { clientVerdict, verdict };
    const origins = [originOf(evidence.initiator), turnedAway.origin ?? ''].map(code);
    const reason = `${clientVerdict.reason} That is so for a page of ${origins[0]}; one of ${origins[1]} is turned away.`;
    return { clientVerdict: Object.assign(clientVerdict, { reason }), verdict };
  });
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
function judgeClient(client: Client, evidence: HandshakeEvidence, judgements: Judgements): JudgedClient {
  const asItComes = client.offers.value ?? evidence.protocols;
  const usual = judgeOffer(client, asItComes, judgements);
  const isOther = !sameOffer(asItComes, evidence.protocols);
  if (!isOther || evidence.protocols.length === 0 || !client.canOfferOther.value) {
    return toJudged(client, usual, sentence(usual));
  }
  const told = judgeOffer(client, evidence.protocols, judgements);
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

function judgeOffer(client: Client, offer: readonly string[], judgements: Judgements): Judged {
  const all = client.implementations.map((by) => ({ by, ...judgements.of(by, offer) }));
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

function sentence({ offers, why, connects }: Judged): string {
  const said = offers === '' ? ended(why) : `${offers}: ${ended(why)}`;
  return connects === null ? `Not known. ${said}` : said;
}

function ended(why: string): string {
  return /[.!?]$/.test(why) ? why : `${why}.`;
}
