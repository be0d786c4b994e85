import type { JSX } from 'preact';
import type { FormatChoice } from '../../../src/decoders/decode-frame.ts';
import { DECODERS, decoderEntry, type SchemaKind } from '../../../src/decoders/registry.ts';
import { freeName, keepSchema, schemas } from './format-schemas.ts';

const AUTOMATIC = 'automatic';
const RAW = 'raw';
/** Stands before the name of a format of the person's own. */
const OWN = 'own ';

export interface FormatChooserProps {
  readonly choice: FormatChoice | undefined;
  /** Id of what was found by itself; `null` for nothing. */
  readonly found: string | null;
  readonly onChoose: (choice: FormatChoice | null) => void;
}

/** The format of a frame: found by itself, or chosen where that was wrong. */
export function FormatChooser({ choice, found, onChoose }: FormatChooserProps): JSX.Element {
  const name = found === null ? 'none fits' : (decoderEntry(found)?.name ?? found);
  const own = schemaOf(choice);
  const chooseOwn = (option: string) =>
    onChoose({ decoder: schemas.value.find(({ name }) => name === option)?.kind ?? '', option });
  const begin = (kind: SchemaKind, wanted: string, text: string) => {
    const name = freeName(wanted);
    keepSchema({ name, kind, text });
    chooseOwn(name);
  };
  const choose = (value: string) => {
    if (value === AUTOMATIC) return onChoose(null);
    if (value === RAW) return onChoose({ decoder: '' });
    if (value.startsWith(OWN)) return chooseOwn(value.slice(OWN.length));
    onChoose({ decoder: value });
  };
  return (
    <>
      <span class="dim" aria-hidden="true">
        Format
      </span>
      <select
        class="input format-chooser"
        aria-label="Format of the frame"
        value={own === null ? (choice ? choice.decoder || RAW : AUTOMATIC) : OWN + own}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        <option value={AUTOMATIC}>{choice ? 'Automatic' : `Automatic: ${name}`}</option>
        <option value={RAW}>None</option>
        <optgroup label="Your own" hidden={schemas.value.length === 0}>
          {schemas.value.map(({ name }) => (
            <option key={name} value={OWN + name}>
              {name}
            </option>
          ))}
        </optgroup>
        <optgroup label="Known formats">
          {DECODERS.filter(({ schema }) => schema === undefined).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
      </select>
      <button
        type="button"
        class="button quiet"
        aria-label="New layout"
        title="Describe the frames of a game’s own format"
        onClick={() => begin('layout', 'Layout', '')}
      >
        + Layout
      </button>
      <button
        type="button"
        class="button quiet"
        aria-label="New .proto"
        title="Describe protobuf messages by their .proto file"
        onClick={() => begin('proto', 'Schema', '')}
      >
        + .proto
      </button>
    </>
  );
}

/** The name of the person's own format that is chosen. */
export function schemaOf(choice: FormatChoice | undefined): string | null {
  const isOwn = choice !== undefined && decoderEntry(choice.decoder)?.schema !== undefined;
  return isOwn ? (choice.option?.split('#')[0] ?? null) : null;
}
