import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { valuesAt } from '../../../src/payload/values-at.ts';
import './inspector.css';
import { isBoolean, remembered } from '../remembered.ts';

const isOpen = remembered('inspector-open', true, isBoolean);

export interface InspectorProps {
  readonly bytes: Uint8Array;
  /** Place of the byte that the values begin at. */
  readonly offset: number;
  /** Asked to select the bytes of a value. */
  readonly onSelect: (count: number) => void;
}

/** What the bytes from one place on are as numbers, characters and times, in both byte orders. */
export function Inspector({ bytes, offset, onSelect }: InspectorProps): JSX.Element {
  const values = useMemo(() => (isOpen.value ? valuesAt(bytes, offset) : []), [bytes, offset, isOpen.value]);
  return (
    <details
      class="inspector"
      open={isOpen.value}
      onToggle={(event) => (isOpen.value = event.currentTarget.open)}
    >
      <summary>Data inspector</summary>
      <table class="mono" aria-label="Data inspector">
        <thead>
          <tr>
            <th scope="col">Type</th>
            <th scope="col">Little-endian</th>
            <th scope="col">Big-endian</th>
          </tr>
        </thead>
        <tbody>
          {values.map(({ type, bytes: count, littleEndian, bigEndian }) => (
            <tr key={type}>
              <th scope="row">
                <button
                  type="button"
                  title={count === 1 ? 'Select its byte' : `Select its ${count} bytes`}
                  onClick={() => onSelect(count)}
                >
                  {type}
                </button>
              </th>
              <td colSpan={bigEndian === null ? 2 : 1}>{littleEndian}</td>
              {bigEndian !== null && <td>{bigEndian}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
