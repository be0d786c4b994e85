import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { CopyMenu } from './copy-menu.tsx';
import { copyBytes } from './frame-copy.ts';
import { type HexCaret, moveCaret, rangeOf } from './hex-caret.ts';
import { type ByteRange, BYTES_PER_ROW, describeRange, hexOffset, hexRow, hexRowCount } from './hex-rows.ts';
import './hex-view.css';
import { Inspector } from './inspector.tsx';
import { type RowProps, ScaledList } from '../list/scaled-list.tsx';

const ROW_HEIGHT = 18;

export interface HexViewProps {
  readonly bytes: Uint8Array;
  /** What is selected at first, and brought into view. */
  readonly initial?: ByteRange | undefined;
  /** Whether what is selected is read as numbers too. */
  readonly hasInspector?: boolean;
}

/**
 * Bytes in rows of sixteen: offset, hexadecimal, ASCII, and what they may mean. Dragging, or arrow keys with Shift,
 * selects them on both sides.
 */
export function HexView({ bytes, initial, hasInspector = true }: HexViewProps): JSX.Element {
  const [caret, setCaret] = useState<HexCaret | null>(
    initial ? { anchor: initial.first, focus: initial.last } : null,
  );
  const [reveal, setReveal] = useState(initial && { row: Math.floor(initial.first / BYTES_PER_ROW) });
  const range = caret && rangeOf(caret);

  const select = (next: HexCaret) => {
    setCaret(next);
    setReveal({ row: Math.floor(next.focus / BYTES_PER_ROW) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches('.scaled-list')) return;
    const page = Math.max(1, Math.floor(target.clientHeight / ROW_HEIGHT) - 1);
    const next = moveCaret(caret, event, page, bytes.length);
    const isCopy = (event.ctrlKey || event.metaKey) && event.key === 'c' && range;
    if (next) select(next);
    else if (isCopy) copyBytes(selected(bytes, range), 'hex');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onMouseDown = (event: MouseEvent) => {
    const at = byteAt(event);
    if (at === null || event.button !== 0) return;
    // The browser would select the text instead.
    event.preventDefault();
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>('.scaled-list')?.focus();
    setCaret({ anchor: event.shiftKey && caret ? caret.anchor : at, focus: at });
  };
  const onMouseOver = (event: MouseEvent) => {
    const at = byteAt(event);
    if (at !== null && event.buttons === 1 && caret) setCaret({ ...caret, focus: at });
  };
  return (
    <div class="hex-view">
      <div
        class="hex-pane"
        onKeyDownCapture={onKeyDown}
        onMouseDownCapture={onMouseDown}
        onMouseOver={onMouseOver}
      >
        <ScaledList
          label="Bytes"
          rows={hexRowCount(bytes)}
          rowHeight={ROW_HEIGHT}
          selected={caret ? Math.floor(caret.focus / BYTES_PER_ROW) : -1}
          onSelect={() => {}}
          reveal={reveal}
          renderRow={(index, props) => (
            <HexRow {...props} key={index} bytes={bytes} index={index} range={range} />
          )}
        />
        <div class="hex-range bar">
          <span class="mono" aria-live="polite">
            {range ? describeRange(range) : 'Select bytes to read them as numbers.'}
          </span>
          <span class="gap" />
          {range && <CopyMenu label="Copy selection" payload={() => selected(bytes, range)} />}
        </div>
      </div>
      {range && hasInspector && (
        <Inspector
          bytes={bytes}
          offset={range.first}
          onSelect={(count) => select({ anchor: range.first, focus: range.first + count - 1 })}
        />
      )}
    </div>
  );
}

function selected(bytes: Uint8Array, { first, last }: ByteRange): Uint8Array {
  return bytes.subarray(first, last + 1);
}

function byteAt({ target }: Event): number | null {
  const at = target instanceof HTMLElement ? target.dataset['at'] : undefined;
  return at === undefined ? null : Number(at);
}

interface HexRowProps extends Omit<RowProps, 'key'> {
  readonly bytes: Uint8Array;
  readonly index: number;
  readonly range: ByteRange | null;
}

function HexRow({ bytes, index, range, ...row }: HexRowProps): JSX.Element {
  const cells = hexRow(bytes, index);
  const classOf = (at: number) =>
    range && at >= range.first && at <= range.last ? 'hex-selected' : undefined;
  return (
    <div {...row} class="list-row hex-row mono">
      <span role="gridcell" class="dim">
        {hexOffset(bytes, index)}
      </span>
      <span role="gridcell" class="hex-bytes">
        {cells.map(({ at, hex }, i) => (
          <span key={at} data-at={at} class={classOf(at)}>
            {hex}
            {i === 7 ? '  ' : ' '}
          </span>
        ))}
      </span>
      <span role="gridcell">
        {cells.map(({ at, ascii }) => (
          <span key={at} data-at={at} class={classOf(at)}>
            {ascii}
          </span>
        ))}
      </span>
    </div>
  );
}
