import { fromCloseCode } from '../from-close-code.ts';

export const closeProtocolError = fromCloseCode({
  id: 'close-protocol-error',
  title: 'Protocol error',
  codes: [1002],
  severity: 'failure',
  happened:
    'One side sent what WebSockets do not allow, such as masked frames from a server or reserved bits.',
  fix: 'Look for code that writes frames by hand, and for two writers on one connection. Turning compression off is a quick test.',
});
