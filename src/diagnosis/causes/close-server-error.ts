import { fromCloseCode } from '../from-close-code.ts';

/** RFC 6455 §7.4.1, 1011. */
export const closeServerError = fromCloseCode({
  id: 'close-server-error',
  title: 'Server failed while open',
  matches: (code) => code === 1011,
  severity: 'failure',
  happened: 'The server closed because of a failure of its own.',
  fixes: [
    {
      side: 'server',
      text: "Look into the server's log at this time: most libraries send this after an exception in the handler.",
    },
  ],
});
