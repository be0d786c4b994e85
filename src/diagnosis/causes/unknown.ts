import type { Cause } from '../cause.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { findingRow, pageRow, probeRow } from '../evidence-rows.ts';
import { type Finding, findingOf } from '../finding.ts';
import { openingOf } from '../opening.ts';
import type { Fix } from '../verdict.ts';

const PROBE: Fix = {
  side: 'client',
  text: 'Open the connection in the tester and choose *Find out why*: it connects with other subprotocols and with none, and what makes the difference shows the cause.',
};

const SERVER_LOG: Fix = {
  side: 'server',
  text: "Look into the server's log at this time: whether the request arrived, and what was answered.",
};

/** What is left when no cause can be named: says what is missing, what was tried, and what to try. */
export const unknown: Cause = {
  id: 'unknown',
  title: 'Cause not known',
  judge: ({ evidence, findings }) => {
    if (evidence.outcome !== 'failed' && evidence.outcome !== 'threw') return null;
    if (openingOf(evidence) !== null) return null;
    return {
      certainty: 'possible',
      severity: 'failure',
      ...(evidence.outcome === 'threw' ? ofException() : ofHandshake(evidence, findings)),
      evidence: [
        ...findings.map(findingRow),
        ...(evidence.probes ?? []).map((probe) => probeRow(probe, evidence)),
        ...pageRow(evidence),
      ],
    };
  },
};

interface Explained {
  readonly happened: string;
  readonly fixes: readonly Fix[];
}

function ofException(): Explained {
  return {
    happened: 'The constructor threw, and nothing was sent. The reason is not one that is known here.',
    fixes: [
      {
        side: 'client',
        text: "Read the exception's message, and look at the arguments on the *Handshake* tab. The page may also have put its own constructor in place of the browser's.",
      },
    ],
  };
}

function ofHandshake(evidence: HandshakeEvidence, findings: readonly Finding[]): Explained {
  const blanked = findingOf(findings, 'text-blanked');
  if (blanked) {
    return {
      happened: `The connection failed. Chrome knows the reason, but another extension that may watch or block requests, such as an ad blocker, makes its text blank. ${blanked.sent ? SENT : notSent(evidence)}`,
      fixes: [
        PROBE,
        {
          side: 'client',
          text: 'Turn other extensions off for a moment, or use a profile without them, and connect again.',
        },
        SERVER_LOG,
      ],
    };
  }
  if (findingOf(findings, 'tls-failed')) {
    return {
      happened: 'TLS could not be set up, so the WebSocket handshake was never sent.',
      fixes: [
        {
          side: 'client',
          text: 'Open the same address with `https:` in a tab: the browser shows there what it objects to.',
        },
        { side: 'server', text: 'Offer TLS 1.2 or newer, and a certificate for exactly this name.' },
      ],
    };
  }
  const isClosedToUs = evidence.browser === 'chrome' && !evidence.networkLog;
  return {
    happened: `The connection failed, and the page learned nothing but that. ${whatIsMissing(evidence)}`,
    fixes: [
      ...(isClosedToUs
        ? [
            {
              side: 'client' as const,
              text: 'Keep DevTools open and let the page connect again: then Chrome tells the reason.',
            },
          ]
        : []),
      PROBE,
      SERVER_LOG,
    ],
  };
}

const SENT =
  'Its log shows that the request was sent: the server, or something on the way, gave an answer that the browser refused, or hung up.';

/** What can keep a browser from sending anything, and what tells these apart. */
function notSent({ url }: HandshakeEvidence): string {
  const tls = url.startsWith('wss:')
    ? ' the certificate is not trusted or the port speaks no TLS (opening the address with `https:` in a tab shows which),'
    : '';
  return `Its log shows that nothing was sent:${tls} nothing listens there, the host is not known or cannot be reached, or the browser or an extension blocked it.`;
}

function whatIsMissing({ browser, networkLog, exchange }: HandshakeEvidence): string {
  if (browser === 'chrome' && !networkLog) {
    return 'Chrome tells the reason only to DevTools that were open when it happened.';
  }
  if (browser === 'firefox' && !exchange) return 'Firefox showed no trace of it on the network.';
  return 'What the browser says about it is not conclusive.';
}
