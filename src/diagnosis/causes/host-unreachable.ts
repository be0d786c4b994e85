import { code } from '../code-span.ts';
import { fromFinding } from '../from-finding.ts';
import { hostOf } from '../url-parts.ts';

export const hostUnreachable = fromFinding(
  'host-unreachable',
  'Host cannot be reached',
  'host-unreachable',
  (_, { url }) => ({
    happened: `There is no way to ${code(hostOf(url))} from this machine.`,
    fixes: [{ side: 'network', text: 'Check the connection to the network, the VPN, and the address.' }],
  }),
);
