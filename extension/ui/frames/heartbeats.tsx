import { computed, type ReadonlySignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { RowFilter } from '../../../src/frame-store/filtered-rows.ts';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import { RowNumbers } from '../../../src/frame-store/row-numbers.ts';
import type { ExchangeIndex } from '../../../src/exchanges/exchange-index.ts';
import { formatNumberOf } from '../formatting.ts';
import { isBoolean, remembered } from '../remembered.ts';

const isFolding = remembered('fold-heartbeats', false, isBoolean);

/** Whether pings and pongs are left out of the list, and how many of them are. */
export interface HeartbeatFold {
  readonly isFolding: Signal<boolean>;
  /** Frames that would be shown, were they not heartbeats. */
  readonly folded: ReadonlySignal<number>;
  /** @returns a filter that leaves heartbeats out as well; counting begins anew */
  readonly fold: (filter: RowFilter) => RowFilter;
}

/** @param changed changes when rows have been filtered */
export function createHeartbeatFold(
  store: FrameStore,
  index: ReadonlySignal<ExchangeIndex | null>,
  changed: ReadonlySignal<unknown>,
): HeartbeatFold {
  let rows = new RowNumbers();
  return {
    isFolding,
    folded: computed(() => {
      void changed.value;
      rows.releaseBefore(store.firstRow);
      return rows.length;
    }),
    fold: (filter) => {
      rows = new RowNumbers();
      if (!isFolding.value) return filter;
      return {
        connection: filter.connection,
        matches: (store, row) => {
          const isShown = filter.matches ? filter.matches(store, row) : true;
          if (isShown !== true) return isShown;
          const isHeartbeat = index.peek()?.isHeartbeat(row) ?? null;
          if (isHeartbeat) rows.push(row);
          return isHeartbeat === null ? null : !isHeartbeat;
        },
      };
    },
  };
}

/** Folds the heartbeats of the list, and says how many are folded. */
export function HeartbeatToggle({ fold, seen }: { fold: HeartbeatFold; seen: number }): JSX.Element | null {
  if (seen === 0 && !fold.isFolding.value) return null;
  return (
    <span class="choices">
      <button
        type="button"
        class="button quiet"
        aria-pressed={fold.isFolding.value}
        title="Pings and pongs of the protocol, and of the wire"
        onClick={() => (fold.isFolding.value = !fold.isFolding.value)}
      >
        {fold.isFolding.value
          ? `${formatNumberOf(fold.folded.value, 'heartbeat')} folded`
          : 'Fold heartbeats'}
      </button>
    </span>
  );
}
