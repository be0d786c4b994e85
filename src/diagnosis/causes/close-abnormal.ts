import type { Cause } from '../cause.ts';
import { closeRow, findingRow } from '../evidence-rows.ts';
import type { Finding } from '../finding.ts';
import { keepAlive } from '../fixes/server-fixes.ts';
import { openingOf } from '../opening.ts';

/** What the browser itself objected to: then it is known why it cut the connection, and other causes say so. */
const OBJECTIONS: ReadonlySet<Finding['kind']> = new Set([
  'frame-invalid',
  'close-frame-invalid',
  'text-not-utf8',
]);

/** RFC 6455 §7.1.5: no close frame came. */
export const closeAbnormal: Cause = {
  id: 'close-abnormal',
  title: 'Connection lost',
  judge: ({ evidence, findings }) => {
    const { close } = evidence;
    const openedAt = openingOf(evidence);
    if (close?.code !== 1006 || openedAt === null) return null;
    if (findings.some(({ kind }) => OBJECTIONS.has(kind))) return null;
    const heard = findings.filter(({ kind }) => kind === 'not-understood' || kind === 'text-blanked');
    return {
      certainty: 'likely',
      severity: 'failure',
      happened:
        'The connection ended without a closing handshake. Either the server or its machine went away, or something in between cut it, or the browser did so because of a frame that WebSockets do not allow; of the last Chrome would tell DevTools.',
      evidence: [...heard.map(findingRow), ...closeRow(close, openedAt)],
      fixes: [
        {
          side: 'server',
          text: "Look into the server's log at this time: a crash, or a socket closed without a close frame.",
        },
        ...keepAlive,
      ],
    };
  },
};
