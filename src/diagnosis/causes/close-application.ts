import { fromCloseCode } from '../from-close-code.ts';

/** RFC 6455 §7.4.2: 4000 to 4999 are for private use. */
export const closeApplication = fromCloseCode({
  id: 'close-application',
  title: 'Closed by the application',
  matches: (code) => code >= 4000 && code <= 4999,
  severity: 'info',
  happened: 'One side closed with a code of its own; only the game and its server know what it means.',
  fixes: [{ side: 'server', text: 'Look the code up where the game or its server is written.' }],
});
