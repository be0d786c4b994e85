import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { parseJson } from './json-tree.ts';
import { textOf } from './payload-text.ts';
import { ValueTree } from './value-tree.tsx';

/** Bytes of a payload that are parsed; more would hold up the page for seconds. */
const MAX_BYTES = 16 * 1024 * 1024;

/** A payload as a JSON tree, or where it stops being JSON. */
export function JsonView({ bytes }: { readonly bytes: Uint8Array }): JSX.Element {
  const parsed = useMemo(
    () => (bytes.length > MAX_BYTES ? null : parseJson(textOf(bytes))),
    [bytes.buffer, bytes.byteOffset, bytes.length],
  );
  if (!parsed) return <p class="frame-note">This payload is too large to be parsed here.</p>;
  if (!parsed.ok) return <p class="frame-note">This payload is no JSON: {parsed.why}</p>;
  return (
    <>
      {parsed.isRounded && (
        <p class="cut">
          Numbers with more than 15 digits are rounded here: the payload is too large to keep them.
        </p>
      )}
      <ValueTree value={parsed.value} />
    </>
  );
}
