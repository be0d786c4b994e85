import { type Cause, findingOf, pageRow } from '../cause.ts';
import { askFor } from '../fixes/client-subprotocol.ts';
import { isSubprotocol } from '../../websocket/subprotocol.ts';

/** RFC 6455 §4.1: a client that offered none must fail the connection. Firefox does not. */
export const subprotocolUnrequested: Cause = {
  id: 'subprotocol-unrequested',
  title: 'Subprotocol answered unasked',
  judge: (subject) => {
    const { evidence } = subject;
    const finding = findingOf(subject, 'subprotocol-unrequested');
    if (!finding || evidence.outcome === 'pending') return null;
    const { witness, time, what, value } = finding;
    const opened = evidence.outcome === 'open';
    const literal = /^(none|null|undefined)$/i.test(value)
      ? ` The value \`${value}\` looks like a server that wrote down a header that was not there.`
      : '';
    return {
      certainty: 'proved',
      severity: opened ? 'warning' : 'failure',
      happened: `The client offered no subprotocol, and the server answered \`${value}\` all the same.${literal} ${
        opened
          ? 'This browser lets it pass; Chrome will refuse the connection.'
          : 'The browser must then refuse the connection.'
      }`,
      evidence: [
        { witness: 'page', what: 'The client offered no subprotocol', time: evidence.createdAt },
        { witness, time, what },
        ...pageRow(evidence),
      ],
      fixes: [
        {
          side: 'server',
          text: 'Send `Sec-WebSocket-Protocol` only to a client that offered one, and then one of its values. Look at proxies too: some add the header to every answer.',
        },
        ...(isSubprotocol(value) && literal === '' ? [askFor(evidence, value)] : []),
      ],
    };
  },
};
