import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import './hex-view.css';
import { ScaledList } from './scaled-list.tsx';

const BYTES_PER_ROW = 16;

/** Bytes in rows of sixteen: offset, hexadecimal, ASCII. The byte that is pointed at is marked in both. */
export function HexView({ bytes }: { readonly bytes: Uint8Array }): JSX.Element {
  const [selected, setSelected] = useState(-1);
  const [pointed, setPointed] = useState(-1);
  return (
    <ScaledList
      label="Bytes"
      rows={Math.ceil(bytes.length / BYTES_PER_ROW)}
      rowHeight={18}
      selected={selected}
      onSelect={setSelected}
      renderRow={(index, props) => {
        const start = index * BYTES_PER_ROW;
        const row = bytes.subarray(start, start + BYTES_PER_ROW);
        const cells = Array.from({ length: BYTES_PER_ROW }, (_, i) => i);
        const mark = (i: number) => (start + i === pointed ? 'hex-pointed' : undefined);
        const point = (i: number) => () => setPointed(i < row.length ? start + i : -1);
        return (
          <div {...props} key={index} class="list-row hex-row mono">
            <span role="gridcell" class="hex-offset dim">
              {start.toString(16).padStart(8, '0')}
            </span>
            <span role="gridcell" class="hex-bytes">
              {cells.map((i) => (
                <span key={i} class={mark(i)} onMouseEnter={point(i)}>
                  {row[i]?.toString(16).padStart(2, '0') ?? '  '}
                </span>
              ))}
            </span>
            <span role="gridcell" class="hex-ascii">
              {cells.map((i) => (
                <span key={i} class={mark(i)} onMouseEnter={point(i)}>
                  {row[i] === undefined
                    ? ' '
                    : row[i] >= 0x20 && row[i] < 0x7f
                      ? String.fromCharCode(row[i])
                      : '·'}
                </span>
              ))}
            </span>
          </div>
        );
      }}
    />
  );
}
