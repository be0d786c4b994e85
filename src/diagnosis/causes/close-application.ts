import { fromCloseCode } from '../from-close-code.ts';

/** RFC 6455 §7.4.2: 3000 to 3999 belong to libraries and frameworks, 4000 to 4999 to applications. */
export const closeApplication = fromCloseCode({
  id: 'close-application',
  title: 'Closed by the application',
  explain: (code) => {
    if (code < 3000 || code > 4999) return null;
    return {
      severity: 'info',
      happened:
        code < 4000
          ? 'One side closed with a code that belongs to a library or a framework. Registered are `3000` for a login that is missing, `3003` for one that is not enough, and `3008` for taking too long.'
          : 'One side closed with a code of its own; only the game and its server know what it means.',
      fixes: [{ side: 'server', text: 'Look the code up where the game or its server is written.' }],
    };
  },
});
