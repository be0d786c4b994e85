import { code } from '../code-span.ts';
import type { HeaderFault } from '../finding.ts';
import { fromFinding } from '../from-finding.ts';

/** RFC 6455 §4.1, the client's requirement 3 on the response. */
export const connectionHeaderWrong = fromFinding(
  'connection-header-wrong',
  'Connection header wrong',
  'connection-header-wrong',
  ({ fault }) => ({
    happened: `The server's 101 ${say(fault)}; it must say \`Connection: Upgrade\`.`,
    fixes: [
      {
        side: 'server',
        text: 'Answer with this header:',
        code: { label: 'Header', text: 'Connection: Upgrade' },
      },
      {
        side: 'network',
        text: 'If the server does so, a proxy rewrites it, to `keep-alive` or `close`: let it pass the header on.',
      },
    ],
  }),
);

function say(fault: HeaderFault): string {
  if (fault === 'missing') return 'has no `Connection` header';
  return typeof fault === 'object' && fault.value !== ''
    ? `says ${code(`Connection: ${fault.value}`)}, without \`Upgrade\``
    : 'has a `Connection` header without `Upgrade`';
}
