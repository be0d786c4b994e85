import { fromCloseCode } from '../from-close-code.ts';

export const closeServiceRestart = fromCloseCode({
  id: 'close-service-restart',
  title: 'Server restarts',
  codes: [1012, 1013],
  severity: 'warning',
  happened: 'The server restarts or asks to come back later.',
  fix: 'Connect again after a while, and wait longer after each try.',
});
