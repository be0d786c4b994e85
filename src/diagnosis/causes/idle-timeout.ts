import type { Cause } from '../cause.ts';
import { closeRow } from '../evidence-rows.ts';
import { isReason } from '../finding.ts';
import { keepAlive } from '../fixes/server-fixes.ts';
import { openingOf } from '../opening.ts';

/** How long proxies let a connection be silent by default, in seconds: nginx, Apache and AWS ALB; Cloudflare. */
const USUAL_LIMITS: readonly number[] = [60, 100];
/** The same for less frequent ones. */
const OTHER_LIMITS: readonly number[] = [30, 50, 55, 120, 240, 300, 350, 600];
/** How far from such a limit a connection may end, in milliseconds: the timer starts with the last packet. */
const TOLERANCE = 1_000;
/** How much two silences may differ that the same timer ended, and how long they are at least, in milliseconds. */
const SAME = 500;
const SHORTEST = 1_500;

/** A proxy or a server ends what is silent for too long. Pings of the server (RFC 6455 §5.5.2) stay unseen by a page. */
export const idleTimeout: Cause = {
  id: 'idle-timeout',
  title: 'Ended after a silence',
  judge: ({ evidence, findings }) => {
    const { close, lastFrameAt, neighbours } = evidence;
    const openedAt = openingOf(evidence);
    if (!close || openedAt === null || (close.code !== 1006 && close.code !== 1001)) return null;
    // The browser itself cut it, and said why.
    if (findings.some((finding) => isReason(finding, evidence))) return null;
    const silence = close.time - Math.max(lastFrameAt ?? openedAt, openedAt);
    const twin = neighbours?.silences.findLast((other) => Math.abs(other - silence) < SAME);
    const isNear = (seconds: number) => Math.abs(seconds * 1000 - silence) < TOLERANCE;
    const usual = USUAL_LIMITS.find(isNear);
    // A server that says that it goes away may do just that: then only a silence that comes again points to a timer.
    const limit = close.code === 1001 ? undefined : (usual ?? OTHER_LIMITS.find(isNear));
    if (!(silence > SHORTEST) || (twin === undefined && limit === undefined)) return null;
    const isRepeated = twin !== undefined;
    return {
      certainty: isRepeated || usual !== undefined ? 'likely' : 'possible',
      severity: 'failure',
      happened: `The connection ended after ${inSeconds(silence)} s without a frame. ${
        isRepeated
          ? 'An earlier one to the same URL ended after the same time: most likely a timer of a proxy or of the server did this.'
          : `${limit} s is a limit that proxies have. It may also be chance: if the next silent connection ends after the same time, it was a timer.`
      }`,
      evidence: [
        {
          witness: 'page',
          what:
            lastFrameAt === undefined
              ? 'No frame came or went since `open`'
              : 'The last frame came or went here',
          time: lastFrameAt ?? openedAt,
        },
        ...(isRepeated
          ? [
              {
                witness: 'page' as const,
                what: `An earlier connection to this URL was lost after ${inSeconds(twin)} s of silence`,
              },
            ]
          : []),
        ...closeRow(close, openedAt),
      ],
      fixes: [
        {
          side: 'client',
          text: 'Send a small message more often than that; a page cannot send pings.',
          code: { label: 'JavaScript', text: "setInterval(() => socket.send('ping'), 20_000);" },
        },
        ...keepAlive,
      ],
    };
  },
};

function inSeconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
