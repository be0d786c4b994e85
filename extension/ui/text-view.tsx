import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { formatCount } from './formatting.ts';
import { textOf } from './payload-text.ts';

/** Bytes that are laid out at once; a browser takes seconds for many more. */
const MAX_BYTES = 200_000;

/** A payload as text, wrapped. */
export function TextView({ bytes }: { readonly bytes: Uint8Array }): JSX.Element {
  const text = useMemo(
    () => textOf(bytes.subarray(0, MAX_BYTES)),
    [bytes.buffer, bytes.byteOffset, bytes.length],
  );
  return (
    <div class="text-view">
      {bytes.length > MAX_BYTES && (
        <p class="cut">
          The first {formatCount(MAX_BYTES)} of {formatCount(bytes.length)} bytes are shown; copying takes
          all.
        </p>
      )}
      <pre tabIndex={0}>{text}</pre>
    </div>
  );
}
