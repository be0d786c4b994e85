import { fromFinding } from '../cause.ts';

export const statusUnexpected = fromFinding(
  'status-unexpected',
  'Handshake refused',
  'status',
  ({ code, reason }) => ({
    happened: `The server answered \`${code}${reason ? ` ${reason}` : ''}\` where \`101\` was due.${code === 400 ? ' With `400` it says that the request itself is wrong: a proxy lost the upgrade, the path belongs to something else, or a subprotocol is required.' : code === 429 ? ' It has had too many requests.' : ''}`,
    fixes: [
      {
        side: 'server',
        text: "Look into the server's log at this time: the refusal comes from its code or from a proxy in front.",
      },
    ],
  }),
);
