import { fromCloseCode } from '../from-close-code.ts';

/** RFC 6455 §7.4.1, 1008. */
export const closePolicy = fromCloseCode({
  id: 'close-policy',
  title: 'Against the server’s rules',
  explain: (code) =>
    code === 1008
      ? {
          severity: 'failure',
          happened: 'The server closed because something went against its rules; its reason may say which.',
          fixes: [
            {
              side: 'server',
              text: "Read the reason, then the server's log: often a login that is missing or has expired.",
            },
          ],
        }
      : null,
});
