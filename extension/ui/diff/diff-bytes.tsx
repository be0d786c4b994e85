import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import {
  type AlignedByte,
  AlignedRows,
  type Line,
  linesOf,
  MAX_LINES,
} from '../../../src/diff/aligned-rows.ts';
import { useByteDiff } from './diff-thread.ts';
import { formatCount, formatNumberOf } from '../formatting.ts';
import { type RowProps, ScaledList } from '../list/scaled-list.tsx';

export interface BytesDiffProps {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly isUnified: boolean;
}

/** Two payloads byte by byte: what changed, what is next to it, and how much is equal. */
export function BytesDiff({ before, after, isUnified }: BytesDiffProps): JSX.Element {
  const diff = useByteDiff(before, after);
  const rows = useMemo(
    () => (diff && 'edits' in diff ? new AlignedRows(before, after, diff.edits) : null),
    [diff],
  );
  const lines = useMemo(() => (rows ? linesOf(rows, isUnified) : []), [rows, isUnified]);
  if (!diff || !rows) {
    return (
      <p class="frame-note" role="status">
        {diff && 'error' in diff ? `They could not be compared: ${diff.error}.` : 'Comparing …'}
      </p>
    );
  }
  if (!('edits' in diff)) return <></>;
  const changed = diff.edits.filter(({ isEqual }) => !isEqual);
  if (changed.length === 0) {
    return <p class="frame-note" role="status">{`All ${formatNumberOf(after.length, 'byte')} are equal.`}</p>;
  }
  const sum = (side: 'beforeLength' | 'afterLength') => changed.reduce((all, edit) => all + edit[side], 0);
  return (
    <>
      <p class="diff-summary" role="status">
        {formatNumberOf(changed.length, 'change')}: {formatNumberOf(sum('beforeLength'), 'byte')} removed,{' '}
        {formatNumberOf(sum('afterLength'), 'byte')} added.
      </p>
      {diff.isCoarse && (
        <p class="cut">
          Parts of them differ too much to be compared byte by byte, and stand as one change each.
        </p>
      )}
      <ScaledList
        label="Changed bytes"
        rows={lines.length}
        rowHeight={18}
        selected={-1}
        onSelect={() => {}}
        renderRow={(index, props) => {
          const line = lines[index];
          return line ? (
            <DiffLine {...props} key={index} line={line} rows={rows} isUnified={isUnified} />
          ) : null;
        }}
      />
      {lines.length >= MAX_LINES && (
        <p class="cut">Only the first {formatCount(MAX_LINES)} lines are shown.</p>
      )}
    </>
  );
}

interface DiffLineProps extends Omit<RowProps, 'key'> {
  readonly line: Line;
  readonly rows: AlignedRows;
  readonly isUnified: boolean;
}

function DiffLine({ line, rows, isUnified, ...row }: DiffLineProps): JSX.Element {
  if (line.kind === 'equal') {
    return (
      <div {...row} class="list-row diff-row diff-equal-rows">
        <span role="gridcell">⋯ {formatNumberOf(line.rows, 'equal row')}</span>
      </div>
    );
  }
  const { before, after, bytes } = rows.row(line.row);
  const isEqual = bytes.every((byte) => byte.isEqual);
  const sides = line.kind !== 'both' ? [line.kind] : isUnified ? ['after' as const] : BOTH;
  return (
    <div {...row} class={`list-row diff-row mono ${isEqual ? '' : `diff-${line.kind}`}`}>
      <span role="gridcell" class="diff-sign">
        {isEqual ? ' ' : SIGNS[line.kind]}
      </span>
      {sides.map((side) => (
        <Side key={side} offset={side === 'before' ? before : after} bytes={bytes} side={side} />
      ))}
    </div>
  );
}

const BOTH = ['before', 'after'] as const;
const SIGNS = { before: '−', after: '+', both: '±' } as const;

interface SideProps {
  readonly offset: number;
  readonly bytes: readonly AlignedByte[];
  readonly side: 'before' | 'after';
}

function Side({ offset, bytes, side }: SideProps): JSX.Element {
  const classOf = (byte: AlignedByte) =>
    byte.isEqual ? undefined : byte[side] === null ? 'diff-gap' : `diff-byte-${side}`;
  return (
    <>
      <span role="gridcell" class="dim">
        {offset.toString(16).padStart(4, '0')}
      </span>
      <span role="gridcell" class="diff-hex">
        {bytes.map((byte, i) => (
          <span key={i} class={classOf(byte)}>
            {byte[side]?.toString(16).padStart(2, '0') ?? '  '}
            {i === 7 ? '  ' : ' '}
          </span>
        ))}
      </span>
      <span role="gridcell" class="diff-ascii">
        {bytes.map((byte, i) => (
          <span key={i} class={classOf(byte)}>
            {asciiOf(byte[side])}
          </span>
        ))}
      </span>
    </>
  );
}

function asciiOf(byte: number | null): string {
  if (byte === null) return ' ';
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}
