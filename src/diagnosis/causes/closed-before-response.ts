import { type Cause, findingOf, hostOf, pageRow } from '../cause.ts';

/** The server took the connection and closed it without a byte. Firefox does not tell this from a reset. */
export const closedBeforeResponse: Cause = {
  id: 'closed-before-response',
  title: 'Closed without an answer',
  judge: (subject) => {
    const { evidence } = subject;
    const closed = findingOf(subject, 'closed-before-response');
    const finding = closed ?? findingOf(subject, 'closed-or-reset');
    if (!finding || evidence.outcome !== 'failed') return null;
    const { witness, time, what } = finding;
    return {
      certainty: closed ? 'proved' : 'likely',
      severity: 'failure',
      happened: closed
        ? `\`${hostOf(evidence)}\` accepted the connection and closed it without a word.`
        : `\`${hostOf(evidence)}\` accepted the connection and ended it without an answer. Firefox does not say whether it was closed or reset; Chrome would.`,
      evidence: [{ witness, time, what }, ...pageRow(evidence)],
      fixes: [
        {
          side: 'server',
          text: "Look into the server's log: it may have crashed, may refuse this subprotocol (libwebsockets and Mosquitto close like this), or may speak TLS on this port.",
        },
        { side: 'client', text: 'Try the URL in the tester without subprotocols, and with `wss:`.' },
      ],
    };
  },
};
