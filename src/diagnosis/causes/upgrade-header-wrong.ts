import { fromFinding } from '../cause.ts';

export const upgradeHeaderWrong = fromFinding(
  'upgrade-header-wrong',
  'Upgrade header wrong',
  'upgrade-header-wrong',
  ({ value }) => ({
    happened: `The server's 101 ${value === null ? 'has no `Upgrade` header' : `says \`Upgrade: ${value}\``}; it must say \`Upgrade: websocket\`.`,
    fixes: [
      {
        side: 'server',
        text: 'Answer with this header:',
        code: { label: 'Header', text: 'Upgrade: websocket' },
      },
      {
        side: 'network',
        text: 'A proxy may take it out: `Upgrade` is passed on only by proxies that are told to.',
      },
    ],
  }),
);
