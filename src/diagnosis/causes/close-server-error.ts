import { fromCloseCode } from '../from-close-code.ts';

export const closeServerError = fromCloseCode({
  id: 'close-server-error',
  title: 'Server failed',
  codes: [1011],
  severity: 'failure',
  happened: 'The server closed because of a failure of its own.',
  fix: "Look into the server's log at this time.",
});
