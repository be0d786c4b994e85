import { fromFinding, listOf } from '../cause.ts';
import { selectSubprotocol } from '../fixes/select-subprotocol.ts';

export const subprotocolRepeated = fromFinding(
  'subprotocol-repeated',
  'Several subprotocols answered',
  'subprotocol-repeated',
  ({ value }, { protocols }) => ({
    happened: `The server answered with more than one subprotocol${value ? ` (\`${value}\`)` : ''}. The client offered ${listOf(protocols)}; exactly one of them may come back, in one header.`,
    fixes: [
      {
        side: 'server',
        text: 'Do not copy the whole list of offers into the answer, and set the header in one place only: the application or the proxy, not both.',
      },
      ...selectSubprotocol(protocols[0] ?? 'binary'),
    ],
  }),
);
