import { type ReadonlySignal, signal } from '@preact/signals';
import type { Session } from '../../../src/session/session.ts';

/**
 * A number that changes with the session, at most once a drawn frame. A hidden page draws none; it changes once it is
 * seen again.
 */
export function sessionVersion(session: Session): ReadonlySignal<number> {
  const version = signal(0);
  let isScheduled = false;
  session.subscribe(() => {
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(() => {
      isScheduled = false;
      version.value++;
    });
  });
  return version;
}
