import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FormatChoice } from '../../../src/decoders/decode-frame.ts';
import { decoderEntry } from '../../../src/decoders/registry.ts';
import { toJson } from '../../../src/decoders/values/value-export.ts';
import { entriesOf } from '../../../src/decoders/values/value-walk.ts';
import type { Direction } from '../../../src/websocket/frame.ts';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import { CopyButton } from '../copy.tsx';
import './decoded-view.css';
import type { DecodedFrames, DoneDecoding } from './decoded-frames.ts';
import { chooseFormat, formatChoiceFor } from './format-choices.ts';
import { FormatChooser, schemaOf } from './format-chooser.tsx';
import { FormatEditor } from './format-editor.tsx';
import { schemas } from './format-schemas.ts';
import { type SelectedValue, ValueDetail } from './value-detail.tsx';
import { type Opening, ValueTree } from '../frame/value-tree.tsx';

export interface DecodedViewProps {
  readonly frames: DecodedFrames;
  readonly store: FrameStore;
  readonly row: number;
  /** Told when the person chooses a format, which must not end with another view in place of this. */
  readonly onChoose: () => void;
}

/** One frame decoded: its format, what it says, and where it stops making sense. */
export function DecodedView({ frames, store, row, onChoose }: DecodedViewProps): JSX.Element {
  const [selected, setSelected] = useState<SelectedValue | null>(null);
  const [opening, setOpening] = useState<Opening | undefined>();
  const url = frames.connectionOf(row)?.evidence.url ?? '';
  const type = store.payloadType(row);
  const choice = formatChoiceFor(url, type, store.direction(row));
  const found = frames.inFull(row);
  const own = schemas.value.find(({ name }) => name === schemaOf(choice));
  const choose = (chosen: FormatChoice | null, direction: Direction | null = null) => {
    onChoose();
    chooseFormat({ url, type, direction }, chosen);
  };
  const value = found && found.decoding.outcome !== 'not-mine' ? found.decoding.value : null;
  // A picture needs no click to be seen.
  const shown =
    value && (selected ?? (value.kind === 'image' ? { value, path: '$', within: store.payload(row) } : null));
  return (
    <div class="decoded-view">
      <div class="bar decoded-bar">
        <FormatChooser choice={choice} found={found?.format ?? null} onChoose={(chosen) => choose(chosen)} />
        <span class="gap" />
        {value && entriesOf(value).length > 0 && (
          <>
            <button type="button" class="button quiet" onClick={() => setOpening({ isAll: true })}>
              Expand all
            </button>
            <button type="button" class="button quiet" onClick={() => setOpening({ isAll: false })}>
              Collapse
            </button>
          </>
        )}
        {value && <CopyButton title="Copy as JSON" label="JSON" text={() => toJson(value)} />}
      </div>
      {own && (
        <FormatEditor
          key={own.name}
          schema={own}
          onRemove={() => choose(null)}
          message={choice?.option?.split('#')[1] ?? ''}
          direction={store.direction(row)}
          onMessage={(message) =>
            choose({ decoder: own.kind, option: `${own.name}#${message}` }, store.direction(row))
          }
        />
      )}
      {frames.failure !== null && <p class="cut">{frames.failure}</p>}
      {found ? <Outcome found={found} /> : <p class="frame-note">Loading the decoder…</p>}
      {value && (
        <ValueTree
          key={`${row} ${found?.format}`}
          value={value}
          opening={opening}
          onSelect={(value, path, within) =>
            setSelected({ value, path, within: within ?? store.payload(row) })
          }
        />
      )}
      {shown && <ValueDetail {...shown} />}
    </div>
  );
}

function Outcome({
  found: { decoding, format, reason },
}: {
  readonly found: DoneDecoding;
}): JSX.Element | null {
  const name = format === null ? '' : (decoderEntry(format)?.name ?? format);
  if (decoding.outcome === 'broken') {
    return (
      <p class="cut" role="status">
        {name}: broken at byte {decoding.at}: {decoding.why}.{decoding.value && ' What was read until there:'}
      </p>
    );
  }
  if (decoding.outcome === 'decoded') {
    const { cut } = decoding;
    return cut ? (
      <p class="cut" role="status">
        Read up to byte {cut.at}: {cut.why}.
      </p>
    ) : null;
  }
  return (
    <p class="frame-note" role="status">
      {format === null
        ? reason === 'hand'
          ? 'Not decoded, as you chose. The other tabs show the payload as it came.'
          : 'No format that is known here fits. If you know it, choose it above.'
        : `This frame is not ${name}${decoding.why === undefined ? '' : `: ${decoding.why}`}.`}
    </p>
  );
}
