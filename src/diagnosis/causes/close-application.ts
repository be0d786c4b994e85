import { fromCloseCode } from '../from-close-code.ts';

export const closeApplication = fromCloseCode({
  id: 'close-application',
  title: 'Closed by the application',
  codes: (code) => code >= 4000 && code <= 4999,
  severity: 'info',
  happened: 'One side closed with a code of its own; only the game knows what it means.',
  fix: 'Look the code up where the game or its server is written.',
});
