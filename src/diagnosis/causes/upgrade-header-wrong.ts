import { code } from '../code-span.ts';
import type { HeaderFault } from '../finding.ts';
import { fromFinding } from '../from-finding.ts';

/** RFC 6455 §4.1, the client's requirement 2 on the response. */
export const upgradeHeaderWrong = fromFinding(
  'upgrade-header-wrong',
  'Upgrade header wrong',
  'upgrade-header-wrong',
  ({ fault }) => ({
    happened: `The server's 101 ${say(fault)}; it must say \`Upgrade: websocket\`, once.`,
    fixes: [
      {
        side: 'server',
        text: 'Answer with this header, in one place only:',
        code: { label: 'Header', text: 'Upgrade: websocket' },
      },
      {
        side: 'network',
        text: 'If the server does so, a proxy takes it out or rewrites it: `Upgrade` is passed on only by proxies that are told to.',
      },
    ],
  }),
);

function say(fault: HeaderFault): string {
  if (fault === 'missing') return 'has no `Upgrade` header';
  return fault === 'repeated'
    ? 'has the `Upgrade` header more than once'
    : `says ${code(`Upgrade: ${fault.value}`)}`;
}
