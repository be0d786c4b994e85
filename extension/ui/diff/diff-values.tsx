import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Value } from '../../../src/decoders/values/value.ts';
import { diffValues } from '../../../src/diff/value-diff.ts';
import { linesOfChange, MAX_VALUE_LINES, type ValueLine } from './diff-value-lines.ts';
import { formatCount, formatNumberOf } from '../formatting.ts';
import { type RowProps, ScaledList } from '../list/scaled-list.tsx';

/** Time that looking for insertions may take, in milliseconds. */
const PATIENCE = 200;

export interface ValuesDiffProps {
  readonly before: Value;
  readonly after: Value;
  readonly isUnified: boolean;
}

/** What two payloads say, compared key by key. */
export function ValuesDiff({ before, after, isUnified }: ValuesDiffProps): JSX.Element {
  const change = useMemo(() => diffValues(before, after, PATIENCE), [before, after]);
  const lines = useMemo(() => {
    const all = linesOfChange(change);
    return isUnified ? all.flatMap(unified) : all;
  }, [change, isUnified]);
  if (change.kind === 'equal') {
    return (
      <p class="frame-note" role="status">
        Both say the same. If they are written differently, compare their bytes.
      </p>
    );
  }
  return (
    <>
      <p class="diff-summary" role="status">
        {formatNumberOf(change.changes, 'change')}.
      </p>
      <ScaledList
        label="Changed values"
        rows={lines.length}
        rowHeight={18}
        selected={-1}
        onSelect={() => {}}
        renderRow={(index, props) => {
          const line = lines[index];
          return line ? <DiffedValue {...props} key={index} line={line} isUnified={isUnified} /> : null;
        }}
      />
      {lines.length >= MAX_VALUE_LINES && (
        <p class="cut">Only the first {formatCount(MAX_VALUE_LINES)} lines are shown.</p>
      )}
    </>
  );
}

/** A change as what was and what became of it. */
function unified(line: ValueLine): ValueLine[] {
  if (line.kind !== 'changed') return [line];
  return [
    { ...line, kind: 'removed', after: null },
    { ...line, kind: 'added', before: null },
  ];
}

const SIGNS = { changed: '±', added: '+', removed: '−' } as const;

interface DiffedValueProps extends Omit<RowProps, 'key'> {
  readonly line: ValueLine;
  readonly isUnified: boolean;
}

function DiffedValue({ line, isUnified, ...row }: DiffedValueProps): JSX.Element {
  const indent = { paddingLeft: `${line.depth * 14}px` };
  const isChange = line.kind !== 'equal' && line.kind !== 'inside';
  return (
    <div {...row} class={`list-row diff-row diff-values mono ${isUnified ? '' : 'diff-columns'}`}>
      <span role="gridcell" class="diff-sign">
        {isChange ? SIGNS[line.kind] : ' '}
      </span>
      <span role="gridcell" class="diff-key" style={indent}>
        {line.kind === 'equal' ? (
          <i class="dim">
            ⋯ {line.count === 1 ? '1 equal value' : `${formatCount(line.count)} equal values`}
          </i>
        ) : (
          <span class="tree-key">{line.key}:</span>
        )}
      </span>
      {isChange && (!isUnified || line.before !== null) && (
        <span role="gridcell" class="diff-side">
          {line.before !== null && <span class="diff-removed">{line.before}</span>}
        </span>
      )}
      {isChange && (!isUnified || line.after !== null) && (
        <span role="gridcell" class="diff-side">
          {line.after !== null && <span class="diff-added">{line.after}</span>}
        </span>
      )}
    </div>
  );
}
