import { isSubprotocol } from '../../websocket/subprotocol.ts';
import type { Cause } from '../cause.ts';
import { code } from '../code-span.ts';
import { findingRow, offerRow, pageRow } from '../evidence-rows.ts';
import { findingOf } from '../finding.ts';
import { askFor } from '../fixes/client-fixes.ts';
import { selectSubprotocol } from '../fixes/server-fixes.ts';
import { openingOf } from '../opening.ts';

/** What servers write down that print a header which was not there: Python, JavaScript. */
const PRINTED_ABSENCE = /^(?:none|null|undefined)$/i;

/** RFC 6455 §4.1: a client that offered none must fail the connection. Firefox does not. */
export const subprotocolUnrequested: Cause = {
  id: 'subprotocol-unrequested',
  title: 'Subprotocol answered unasked',
  judge: ({ evidence, findings }) => {
    const finding = findingOf(findings, 'subprotocol-unrequested');
    const opened = openingOf(evidence) !== null;
    if (!finding || (!opened && evidence.outcome !== 'failed')) return null;
    const { value } = finding;
    const isAbsence = PRINTED_ABSENCE.test(value);
    const isAskable = isSubprotocol(value) && !isAbsence;
    const isOdd = !opened && evidence.browser === 'firefox';
    return {
      certainty: isOdd ? 'likely' : 'proved',
      severity: opened ? 'warning' : 'failure',
      happened: [
        `The client offered no subprotocol, and the server answered ${code(value)} all the same.`,
        ...(isAbsence ? ['It looks like a server that prints a header which the request did not have.'] : []),
        opened
          ? 'This browser lets it pass; Chrome will refuse the connection.'
          : isOdd
            ? 'Nothing else is wrong with its answer. Chrome refuses that; the Firefox versions known here let it pass, so this one may have had another reason.'
            : 'The browser must then refuse the connection.',
      ].join(' '),
      evidence: [offerRow(evidence), findingRow(finding), ...pageRow(evidence)],
      fixes: [
        ...selectSubprotocol(
          isAskable ? value : 'binary',
          'Send `Sec-WebSocket-Protocol` only to a client that offered one, and then one of its values. Look at proxies too: some add the header to every answer.',
        ),
        ...(isAskable ? askFor(evidence, value) : []),
      ],
    };
  },
};
