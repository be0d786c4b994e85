import type { JSX } from 'preact';
import { formatCount } from '../formatting.ts';
import type { WorkbenchState } from '../workbench/workbench-state.ts';

/** Takes the list back to its end, and says how much came since it was left. */
export function FollowButton({ state }: { readonly state: WorkbenchState }): JSX.Element {
  void state.version.value;
  const { leftAt, rows } = state;
  const newer = leftAt.value === null ? 0 : rows.length + rows.removed - leftAt.value;
  return (
    <div class="follow">
      {newer > 0 && <span>{formatCount(newer)} new</span>}
      <button
        type="button"
        class="button"
        onClick={() => {
          state.order.order.value = { kind: 'arrival' };
          state.follow.value = true;
        }}
      >
        Follow the newest
      </button>
    </div>
  );
}
