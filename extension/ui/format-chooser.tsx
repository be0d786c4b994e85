import type { JSX } from 'preact';
import type { FormatChoice } from '../../src/decoders/decode-frame.ts';
import { DECODERS, decoderEntry } from '../../src/decoders/registry.ts';

const AUTOMATIC = 'automatic';
const RAW = 'raw';

export interface FormatChooserProps {
  readonly choice: FormatChoice | undefined;
  /** Id of what was found by itself; `null` for nothing. */
  readonly found: string | null;
  readonly onChoose: (choice: FormatChoice | null) => void;
}

/** The format of a frame: found by itself, or chosen where that was wrong. */
export function FormatChooser({ choice, found, onChoose }: FormatChooserProps): JSX.Element {
  const name = found === null ? 'none fits' : (decoderEntry(found)?.name ?? found);
  return (
    <>
      <span class="dim" aria-hidden="true">
        Format
      </span>
      <select
        class="input format-chooser"
        aria-label="Format"
        value={choice ? choice.decoder || RAW : AUTOMATIC}
        onChange={({ currentTarget: { value } }) => {
          if (value === AUTOMATIC) onChoose(null);
          else onChoose({ decoder: value === RAW ? '' : value });
        }}
      >
        <option value={AUTOMATIC}>{choice ? 'Automatic' : `Automatic: ${name}`}</option>
        <option value={RAW}>None</option>
        {DECODERS.filter(({ schema }) => schema === undefined).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </>
  );
}
