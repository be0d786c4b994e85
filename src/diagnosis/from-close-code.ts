import { closeCodeName } from '../websocket/close-code.ts';
import type { Cause } from './cause.ts';
import type { Severity } from './verdict.ts';

interface CloseCause {
  readonly id: string;
  readonly title: string;
  readonly codes: readonly number[] | ((code: number) => boolean);
  readonly severity: Severity;
  readonly happened: string;
  readonly fix: string;
}

/** A cause that the close code of a connection says, once it had been open (RFC 6455 §7.4). */
export function fromCloseCode({ id, title, codes, severity, happened, fix }: CloseCause): Cause {
  const matches = typeof codes === 'function' ? codes : (code: number) => codes.includes(code);
  return {
    id,
    title,
    judge: ({ evidence: { close, openedAt } }) => {
      if (!close || openedAt === undefined || !matches(close.code)) return null;
      const reason = close.reason === '' ? 'no reason' : `the reason “${close.reason}”`;
      return {
        certainty: close.code === 1006 ? 'likely' : 'proved',
        severity,
        happened,
        evidence: [
          {
            witness: 'page',
            time: close.time,
            what: `The page got \`close\` with code ${close.code} (${closeCodeName(close.code)}) and ${reason}`,
          },
        ],
        fixes: [{ side: 'server', text: fix }],
      };
    },
  };
}
