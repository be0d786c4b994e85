import { fromCloseCode } from '../from-close-code.ts';

/** RFC 6455 §7.4.1, 1011; IANA registry of close codes, 1014 Bad Gateway. */
export const closeServerError = fromCloseCode({
  id: 'close-server-error',
  title: 'Server failed while open',
  explain: (code) => {
    switch (code) {
      case 1011:
        return {
          severity: 'failure',
          happened: 'The server closed because of a failure of its own.',
          fixes: [
            {
              side: 'server',
              text: "Look into the server's log at this time: most libraries send this after an exception in the handler.",
            },
          ],
        };
      case 1014:
        return {
          severity: 'failure',
          happened:
            'A gateway in front of the game server closed, because it got nothing it could use from the server behind it.',
          fixes: [
            {
              side: 'server',
              text: "Look into the game server's log at this time, and check that the gateway reaches it.",
            },
          ],
        };
      default:
        return null;
    }
  },
});
