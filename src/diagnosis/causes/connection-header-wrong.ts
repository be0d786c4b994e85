import { fromFinding } from '../cause.ts';

export const connectionHeaderWrong = fromFinding(
  'connection-header-wrong',
  'Connection header wrong',
  'connection-header-wrong',
  ({ value }) => ({
    happened: `The server's 101 ${value === null ? 'has no `Connection` header' : 'has a `Connection` header without `Upgrade`'}; it must say \`Connection: Upgrade\`.`,
    fixes: [
      {
        side: 'server',
        text: 'Answer with this header:',
        code: { label: 'Header', text: 'Connection: Upgrade' },
      },
      { side: 'network', text: 'A proxy may rewrite it, to `keep-alive` or `close`.' },
    ],
  }),
);
