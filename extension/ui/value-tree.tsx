import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Value } from '../../src/decoders/value.ts';
import { formatCount } from './formatting.ts';
import { Icon } from './icon.tsx';
import { ScaledList } from './scaled-list.tsx';
import {
  flattenTree,
  initiallyExpanded,
  lineOf,
  MAX_TREE_ROWS,
  queryPathOf,
  type TreeRow,
} from './value-rows.ts';
import './value-tree.css';

export interface ValueTreeProps {
  readonly value: Value;
  /** Told what is selected, and where it stands as a query says it. */
  readonly onSelect?: (value: Value, path: string) => void;
}

/** A decoded value as a tree; only what is open is made. */
export function ValueTree({ value, onSelect }: ValueTreeProps): JSX.Element {
  const [expanded, setExpanded] = useState(() => initiallyExpanded(value));
  const [selected, setSelected] = useState(-1);
  const rows = useMemo(() => flattenTree(value, expanded), [value, expanded]);
  const select = (index: number) => {
    setSelected(index);
    const row = rows[index];
    if (row) onSelect?.(row.value, queryPathOf(rows, index));
  };
  const toggle = (index: number, open?: boolean) => {
    const row = rows[index];
    if (!row || row.entries === null) return;
    const next = new Set(expanded);
    if (open ?? !row.isExpanded) next.add(row.path);
    else next.delete(row.path);
    setExpanded(next);
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
        onActivate={(index) => toggle(index)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight') toggle(selected, true);
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
