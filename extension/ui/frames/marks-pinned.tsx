import type { JSX } from 'preact';
import { NO_MARK } from '../../../src/frame-store/frame-marks.ts';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import { formatClock } from '../formatting.ts';
import { Icon } from '../icon.tsx';
import { previewOf } from '../frame/payload-text.ts';

export interface PinnedFramesProps {
  readonly store: FrameStore;
  readonly selected: number | null;
  readonly onSelect: (row: number) => void;
  readonly onUnpin: (row: number) => void;
}

/** The pinned frames, which stay in view above the list whatever that is filtered by. */
export function PinnedFrames({ store, selected, onSelect, onUnpin }: PinnedFramesProps): JSX.Element | null {
  const rows = store.marks.rows.filter((row) => row >= store.firstRow && store.marks.get(row).isPinned);
  if (rows.length === 0) return null;
  return (
    <ul class="pinned-frames" aria-label="Pinned frames">
      {rows.map((row) => {
        const direction = store.direction(row);
        return (
          <li key={row} class={direction} aria-current={row === selected}>
            <button type="button" class="pinned-frame" onClick={() => onSelect(row)}>
              <Icon name="pinned" />
              <span class="frame-direction">
                <Icon name={direction} />
                <span class="visually-hidden">{direction}</span>
              </span>
              <span class="mono">{formatClock(store.time(row))}</span>
              {store.marks.get(row).note !== NO_MARK.note && (
                <span class="mark-note">{store.marks.get(row).note}</span>
              )}
              <span class="mono pinned-data">{previewOf(store.payload(row), store.payloadType(row))}</span>
            </button>
            <button type="button" class="button quiet" aria-label="Unpin" onClick={() => onUnpin(row)}>
              ✕
            </button>
          </li>
        );
      })}
    </ul>
  );
}
