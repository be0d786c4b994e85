import { fromCloseCode } from '../from-close-code.ts';

/** IANA registry of close codes: 1012 Service Restart, 1013 Try Again Later. */
export const closeServiceRestart = fromCloseCode({
  id: 'close-service-restart',
  title: 'Server restarts',
  matches: (code) => code === 1012 || code === 1013,
  severity: 'warning',
  happened: 'The server restarts, or asks to come back later.',
  fixes: [{ side: 'client', text: 'Connect again after a while, and wait longer after each try.' }],
});
