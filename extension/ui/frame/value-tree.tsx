import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Value } from '../../../src/decoders/values/value.ts';
import { formatCount } from '../formatting.ts';
import { Icon } from '../icon.tsx';
import { ScaledList } from '../list/scaled-list.tsx';
import {
  allExpanded,
  flattenTree,
  initiallyExpanded,
  lineOf,
  MAX_TREE_ROWS,
  payloadAround,
  queryPathOf,
  type TreeRow,
} from './value-rows.ts';
import './value-tree.css';

export interface ValueTreeProps {
  readonly value: Value;
  /** Told what is selected, where it stands as a query says it, and in which bytes if not in the frame's. */
  readonly onSelect?: (value: Value, path: string, within: Uint8Array | null) => void;
  /** Opens or closes all of the tree, each time that it is another object. */
  readonly opening?: Opening | undefined;
}

export interface Opening {
  readonly isAll: boolean;
}

/** A decoded value as a tree; only what is open is made. */
export function ValueTree({ value, onSelect, opening }: ValueTreeProps): JSX.Element {
  const [expanded, setExpanded] = useState(() => initiallyExpanded(value));
  const [selected, setSelected] = useState(-1);
  const rows = useMemo(() => flattenTree(value, expanded), [value, expanded]);
  const [reveal, setReveal] = useState<{ readonly row: number } | undefined>();
  useEffect(() => {
    if (!opening) return;
    setExpanded(opening.isAll ? allExpanded(value) : new Set());
    setSelected(0);
    setReveal({ row: 0 });
  }, [opening]);
  const select = (index: number) => {
    setSelected(index);
    setReveal({ row: index });
    const row = rows[index];
    if (row) onSelect?.(row.value, queryPathOf(rows, index), payloadAround(rows, index));
  };
  const toggle = (index: number, open?: boolean) => {
    const row = rows[index];
    if (!row || row.entries === null) return;
    const next = new Set(expanded);
    if (open ?? !row.isExpanded) next.add(row.path);
    else next.delete(row.path);
    setExpanded(next);
  };
  /** What is open already leads to the first in it. */
  const openOrEnter = () => {
    const row = rows[selected];
    if (!row?.isExpanded) toggle(selected, true);
    else if ((row.entries ?? 0) > 0) select(selected + 1);
  };
  /** Opens all that is in the same value. */
  const openSiblings = () => {
    const depth = rows[selected]?.depth ?? 0;
    const parent = rows.slice(0, selected).findLastIndex((row) => row.depth < depth);
    const next = new Set(expanded);
    for (let i = parent + 1; i < rows.length && (rows[i]?.depth ?? 0) >= depth; i++) {
      const row = rows[i];
      if (row?.depth === depth && row.entries !== null) next.add(row.path);
    }
    setExpanded(next);
    // Those before it may have grown.
    const path = rows[selected]?.path;
    setSelected(flattenTree(value, next).findIndex((row) => row.path === path));
  };
  /** What is closed already leads to what it is in (WAI-ARIA tree pattern). */
  const closeOrLeave = () => {
    const row = rows[selected];
    if (row?.isExpanded) toggle(selected, false);
    else if (row) {
      const parent = rows.slice(0, selected).findLastIndex(({ depth }) => depth < row.depth);
      if (parent >= 0) select(parent);
    }
  };
  return (
    <>
      <ScaledList
        label="Value"
        role="tree"
        rows={rows.length}
        rowHeight={18}
        selected={selected}
        onSelect={select}
        reveal={reveal}
        onActivate={(index) => toggle(index)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight') openOrEnter();
          if (event.key === '*') openSiblings();
          if (event.key === 'ArrowLeft') closeOrLeave();
          if (event.key === ' ') toggle(selected);
        }}
        renderRow={(index, props) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <div
              {...props}
              key={row.path}
              class="list-row tree-row mono"
              role="treeitem"
              aria-level={row.depth + 1}
              aria-posinset={row.position}
              aria-setsize={row.siblings}
              aria-expanded={row.entries === null ? undefined : row.isExpanded}
            >
              <span class="tree-indent" style={{ width: `${row.depth * 14 + 4}px` }} />
              <button
                type="button"
                class="tree-toggle"
                tabIndex={-1}
                aria-hidden="true"
                disabled={row.entries === null}
                onClick={() => toggle(index)}
              >
                {row.entries !== null && <Icon name={row.isExpanded ? 'collapse' : 'expand'} />}
              </button>
              {row.key !== null && <span class="tree-key">{row.key}:&nbsp;</span>}
              <ValueLine row={row} />
            </div>
          );
        }}
      />
      {rows.length >= MAX_TREE_ROWS && (
        <p class="cut">Only the first {formatCount(MAX_TREE_ROWS)} lines are shown.</p>
      )}
    </>
  );
}

function ValueLine({ row: { value } }: { readonly row: TreeRow }): JSX.Element {
  const format = value.kind === 'payload' ? value.format : undefined;
  const problem = value.kind === 'payload' ? value.problem : undefined;
  return (
    <>
      {format !== undefined && <span class="tree-format">{format}</span>}
      <span class={`tree-value tree-${value.kind}`}>{lineOf(value)}</span>
      {value.type !== undefined && <span class="tree-type">{value.type}</span>}
      {value.note !== undefined && <span class="tree-type">{value.note}</span>}
      {problem !== undefined && <span class="tree-problem">{problem}</span>}
    </>
  );
}
