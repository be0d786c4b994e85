import type { Cause, Judgement, Subject } from '../cause.ts';
import { code } from '../code-span.ts';
import { refusedForOffer } from '../differential.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { findingRow, pageRow } from '../evidence-rows.ts';
import { findingOf, type Stage } from '../finding.ts';
import { askForNone } from '../fixes/client-fixes.ts';
import { selectSubprotocol } from '../fixes/server-fixes.ts';
import { fromRefusedOffer } from '../offer-refused.ts';
import { habitOf } from '../servers/registry.ts';
import { hostOf } from '../url-parts.ts';
import type { Fix } from '../verdict.ts';

const WAYS: Readonly<Record<Stage | 'unknown', string>> = {
  tls: 'accepted the connection and closed it while TLS was set up: it may not speak TLS at all.',
  response: 'accepted the connection and closed it without a word.',
  'within-response': 'closed the connection in the middle of its answer.',
  unknown:
    'accepted the connection and ended it without an answer. Firefox does not say whether it was closed or reset; Chrome would.',
};

/** Which other cause leaves the same traces, where neither browser tells them apart. */
const SAME_AS_TLS = ' A TLS port that is asked without TLS does the same.';

/** The server took the connection and closed it without an answer. Firefox does not tell this from a reset. */
export const closedBeforeResponse: Cause = {
  id: 'closed-before-response',
  title: 'Closed without an answer',
  judge: ({ evidence, findings }): Judgement | null => {
    const closed = findingOf(findings, 'closed-before-response');
    const finding = closed ?? findingOf(findings, 'closed-or-reset');
    if (evidence.outcome !== 'failed') return null;
    if (!finding) return byHabit({ evidence, findings });
    const forOffer = refusedForOffer(evidence);
    const stage = closed?.stage ?? 'unknown';
    const isTls = evidence.url.startsWith('wss:');
    return {
      certainty: closed ? (closed.certainty ?? 'proved') : 'likely',
      severity: 'failure',
      happened: `${code(hostOf(evidence.url))} ${WAYS[stage]}${forOffer?.sentence ?? (stage === 'within-response' || isTls ? '' : SAME_AS_TLS)}`,
      evidence: [findingRow(finding), ...(forOffer?.rows ?? []), ...pageRow(evidence)],
      fixes: forOffer
        ? offerFixes(evidence)
        : [otherScheme(evidence.url), SERVER_LOG, ...(evidence.protocols.length > 0 ? [WITHOUT_OFFER] : [])],
    };
  },
};

function offerFixes(evidence: HandshakeEvidence): Judgement['fixes'] {
  return [
    ...selectSubprotocol(
      evidence.protocols[0] ?? 'binary',
      'Add the subprotocol to those that the server knows, or let it accept others.',
    ),
    ...askForNone(evidence),
  ];
}

/** Nobody saw it, and the server is one that is known to close on an offer which it does not know. */
function byHabit(subject: Subject): Judgement | null {
  const known = habitOf(subject.evidence);
  return known?.habit === 'closes'
    ? fromRefusedOffer(
        subject,
        `Most likely the server closes the connection on an offer that it does not know, as its kind does. ${known.reason} It may also leave the answer out.`,
        offerFixes(subject.evidence),
      )
    : null;
}

const SERVER_LOG: Fix = {
  side: 'server',
  text: "Look into the server's log: it may have crashed, may be full, or may not accept this address.",
};

const WITHOUT_OFFER: Fix = {
  side: 'client',
  text: 'Connect without subprotocols in the tester: some servers (libwebsockets, Mosquitto) close like this on one that they do not know.',
};

function otherScheme(url: string): Fix {
  return url.startsWith('wss:')
    ? { side: 'client', text: 'Try `ws:`: the port may not speak TLS. *Find out why* does so too.' }
    : {
        side: 'client',
        text: 'Try `wss:`: many TLS servers close like this when they are asked without TLS. *Find out why* does so too.',
      };
}
