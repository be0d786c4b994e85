import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { copyText } from './copy.tsx';
import {
  type ByteRange,
  BYTES_PER_ROW,
  describeRange,
  hexOffset,
  hexRow,
  hexRowCount,
  rangeBetween,
} from './hex-rows.ts';
import './hex-view.css';
import { hexOf } from './payload-text.ts';
import { type RowProps, ScaledList } from './scaled-list.tsx';

/** Bytes in rows of sixteen: offset, hexadecimal, ASCII. Dragging over bytes selects them on both sides. */
export function HexView({ bytes }: { readonly bytes: Uint8Array }): JSX.Element {
  const [anchor, setAnchor] = useState(-1);
  const [focus, setFocus] = useState(-1);
  const range = anchor < 0 ? null : rangeBetween(anchor, focus);

  const select = (at: number, isExtending: boolean) => {
    if (!isExtending || anchor < 0) setAnchor(at);
    setFocus(at);
  };
  const onRow = (row: number) => {
    // The keyboard goes by rows, to the byte in the same column.
    const column = focus < 0 ? 0 : focus % BYTES_PER_ROW;
    select(Math.min(row * BYTES_PER_ROW + column, bytes.length - 1), false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined && focus >= 0) {
      event.preventDefault();
      select(Math.max(0, Math.min(focus + step, bytes.length - 1)), event.shiftKey);
    }
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && range) {
      event.preventDefault();
      copyText(hexOf(bytes.subarray(range.first, range.last + 1), ' '));
    }
  };
  return (
    <>
      <ScaledList
        label="Bytes"
        rows={hexRowCount(bytes)}
        rowHeight={18}
        selected={focus < 0 ? -1 : Math.floor(focus / BYTES_PER_ROW)}
        onSelect={(row) => row !== Math.floor(focus / BYTES_PER_ROW) && onRow(row)}
        onKeyDown={onKeyDown}
        renderRow={(index, props) => (
          <HexRow {...props} key={index} bytes={bytes} index={index} range={range} onByte={select} />
        )}
      />
      <p class="hex-range mono" aria-live="polite">
        {range ? describeRange(bytes, range) : 'Drag over bytes to read them as numbers.'}
      </p>
    </>
  );
}

interface HexRowProps extends Omit<RowProps, 'key'> {
  readonly bytes: Uint8Array;
  readonly index: number;
  readonly range: ByteRange | null;
  readonly onByte: (at: number, isExtending: boolean) => void;
}

function HexRow({ bytes, index, range, onByte, ...row }: HexRowProps): JSX.Element {
  const cells = hexRow(bytes, index);
  const cell = (at: number) => ({
    class: range && at >= range.first && at <= range.last ? 'hex-selected' : undefined,
    onMouseDown: (event: MouseEvent) => {
      // The row would select itself, the browser the text.
      event.stopPropagation();
      event.preventDefault();
      (event.currentTarget as HTMLElement).closest<HTMLElement>('.scaled-list')?.focus();
      onByte(at, event.shiftKey);
    },
    onMouseEnter: (event: MouseEvent) => event.buttons === 1 && onByte(at, true),
  });
  return (
    <div {...row} class="list-row hex-row mono">
      <span role="gridcell" class="dim">
        {hexOffset(bytes, index)}
      </span>
      <span role="gridcell" class="hex-bytes">
        {cells.map(({ at, hex }, i) => (
          <span key={at} {...cell(at)}>
            {hex}
            {i === 7 ? '  ' : ' '}
          </span>
        ))}
      </span>
      <span role="gridcell">
        {cells.map(({ at, ascii }) => (
          <span key={at} {...cell(at)}>
            {ascii}
          </span>
        ))}
      </span>
    </div>
  );
}
