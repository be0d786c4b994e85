import { fromCloseCode } from '../from-close-code.ts';

export const closePolicy = fromCloseCode({
  id: 'close-policy',
  title: 'Against the server’s rules',
  codes: [1008],
  severity: 'failure',
  happened: 'The server closed because something went against its rules; its reason may say which.',
  fix: "Read the reason, then the server's log.",
});
