import { fromFinding, hostOf } from '../cause.ts';

export const hostUnreachable = fromFinding(
  'host-unreachable',
  'Host cannot be reached',
  'host-unreachable',
  (_, evidence) => ({
    happened: `There is no way to \`${hostOf(evidence)}\` from this machine.`,
    fixes: [{ side: 'network', text: 'Check the connection to the network, the VPN, and the address.' }],
  }),
);
