import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { formatCount } from './formatting.ts';
import {
  flattenTree,
  initiallyExpanded,
  JsonNumber,
  type JsonValue,
  MAX_TREE_ROWS,
  summaryOf,
} from './json-tree.ts';
import { Icon } from './icon.tsx';
import { ScaledList } from './scaled-list.tsx';
import './value-tree.css';

/** A decoded value as a tree; only what is open is made. */
export function ValueTree({ value }: { readonly value: JsonValue }): JSX.Element {
  const [expanded, setExpanded] = useState(() => initiallyExpanded(value));
  const [selected, setSelected] = useState(-1);
  const rows = useMemo(() => flattenTree(value, expanded), [value, expanded]);
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
      if (parent >= 0) setSelected(parent);
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
        onSelect={setSelected}
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
              <span class={`tree-${kindOf(row.value)}`}>{summaryOf(row.value)}</span>
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

function kindOf(value: JsonValue): string {
  if (value instanceof JsonNumber) return 'number';
  return value === null ? 'null' : typeof value;
}
