import { fromFinding, listOf } from '../cause.ts';
import { selectSubprotocol } from '../fixes/select-subprotocol.ts';

export const subprotocolMismatch = fromFinding(
  'subprotocol-mismatch',
  'Subprotocol never offered',
  'subprotocol-mismatch',
  ({ value }, { protocols }) => {
    const offered = listOf(protocols);
    const twin = protocols.find((protocol) => protocol.toLowerCase() === value.trim().toLowerCase());
    const why =
      value === ''
        ? 'The server answered with an empty subprotocol.'
        : twin
          ? `The server answered \`${value}\`, which differs from \`${twin}\` only in its letters: subprotocols are compared exactly.`
          : `The server selected the subprotocol \`${value}\`, which the client did not offer.`;
    return {
      happened: `${why} The client offered ${offered}, and every browser refuses any other answer.`,
      fixes: [
        ...(value === ''
          ? [
              {
                side: 'server' as const,
                text: 'Leave the header out where no subprotocol is selected; an empty value is an answer too.',
              },
            ]
          : []),
        ...selectSubprotocol(twin ?? protocols[0] ?? 'binary'),
      ],
    };
  },
);
