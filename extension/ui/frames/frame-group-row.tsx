import type { JSX } from 'preact';
import { formatNumberOf } from '../formatting.ts';
import { Icon } from '../icon.tsx';
import type { RowProps } from '../list/scaled-list.tsx';

type GroupRowProps = RowProps & {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly isFolded: boolean;
  readonly onFold: () => void;
};

/** The head of one connection's frames. */
export function GroupRow({ name, rows, columns, isFolded, onFold, ...row }: GroupRowProps): JSX.Element {
  return (
    <div {...row} class={`${row.class} group-row`}>
      <span role="gridcell" aria-colspan={columns}>
        <button type="button" tabIndex={-1} aria-expanded={!isFolded} onClick={onFold}>
          <Icon name={isFolded ? 'expand' : 'collapse'} />
          <b class="mono">{name}</b>
          <span class="dim">{formatNumberOf(rows, 'row')}</span>
        </button>
      </span>
    </div>
  );
}
