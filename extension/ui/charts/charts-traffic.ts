import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import { type Replies, Traffic } from '../../../src/traffic/traffic.ts';

/** Time that one drawn frame may spend on counting, in milliseconds. */
const SLICE = 8;
/** Time between two drawings, in milliseconds. */
const REDRAW = 250;

/** What was counted last, so that a person who comes back to the charts need not wait again. */
const counted = new WeakMap<FrameStore, { readonly connection: number | null; readonly traffic: Traffic }>();

/**
 * The traffic of a store, counted a little in each drawn frame, so not at all while the page is hidden.
 * @param version changes with the store
 * @returns the same object as long as nothing was counted that would be drawn otherwise
 */
export function useTraffic(
  store: FrameStore,
  connection: number | null,
  replies: Replies | null,
  version: number,
): { readonly traffic: Traffic; readonly isCounting: boolean } {
  const before = counted.get(store);
  const isSame = before?.connection === connection && !before.traffic.isOutdated;
  const traffic = useMemo(
    () => (isSame && before ? before.traffic : new Traffic(store, connection)),
    [store, connection, isSame],
  );
  counted.set(store, { connection, traffic });
  const [drawn, setDrawn] = useState({ traffic, isCounting: true });
  const known = useRef(replies);
  known.current = replies;
  const running = useRef<Traffic | null>(null);

  useEffect(() => {
    if (running.current === traffic) return;
    running.current = traffic;
    let drawnAt = -Infinity;
    const work = (now: number) => {
      if (running.current !== traffic) return;
      const isDone = traffic.advance(performance.now() + SLICE, known.current);
      const isDue = now - drawnAt >= REDRAW;
      if (isDue) {
        drawnAt = now;
        setDrawn({ traffic, isCounting: !isDone });
      }
      if (isDone && isDue) running.current = null;
      else requestAnimationFrame(work);
    };
    requestAnimationFrame(work);
  }, [traffic, version]);
  useEffect(
    () => () => {
      running.current = null;
    },
    [],
  );
  return drawn.traffic === traffic ? drawn : { traffic, isCounting: true };
}
