import { fromCloseCode } from '../from-close-code.ts';
import type { Fix } from '../verdict.ts';

const COME_BACK: Fix = {
  side: 'client',
  text: 'Connect again after a while, and wait longer after each try.',
};

/** RFC 6455 §7.4.1, 1001; IANA registry of close codes, 1012 Service Restart, 1013 Try Again Later. */
export const closeServiceRestart = fromCloseCode({
  id: 'close-service-restart',
  title: 'Server goes away or restarts',
  explain: (code) => {
    switch (code) {
      case 1001:
        return {
          severity: 'warning',
          happened:
            'The server says that it goes away: as a rule its process ends. Some servers and gateways also send this to a connection that was silent or open for too long.',
          fixes: [
            COME_BACK,
            {
              side: 'server',
              text: 'If nobody stopped the server, look for its limits: how long a connection may be silent, and how long it may last.',
            },
          ],
        };
      case 1012:
      case 1013:
        return {
          severity: 'warning',
          happened:
            code === 1012
              ? 'The server restarts.'
              : 'The server asks to come back later: it has too much to do.',
          fixes: [COME_BACK],
        };
      default:
        return null;
    }
  },
});
