import { code, codes } from '../code-span.ts';
import { offerRow } from '../evidence-rows.ts';
import { selectSubprotocol } from '../fixes/select-subprotocol.ts';
import { fromFinding } from '../from-finding.ts';

/** RFC 6455 §11.3.4: the header appears once in a response, with one value. */
export const subprotocolRepeated = fromFinding(
  'subprotocol-repeated',
  'Several subprotocols answered',
  'subprotocol-repeated',
  ({ value }, evidence) => ({
    happened: `The server answered with more than one subprotocol${value === null ? '' : ` (${code(value)})`}: a list, or the header twice. The client offered ${codes(evidence.protocols)}; exactly one of them may come back, in one header.`,
    more: [offerRow(evidence)],
    fixes: [
      {
        side: 'server',
        text: 'Do not copy the list of offers into the answer, and set the header in one place only: the application or the proxy, not both.',
      },
      ...selectSubprotocol(evidence.protocols[0] ?? 'binary'),
    ],
  }),
);
