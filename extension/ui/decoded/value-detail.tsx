import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { Value } from '../../../src/decoders/values/value.ts';
import { toJson } from '../../../src/decoders/values/value-export.ts';
import { CopyButton } from '../copy.tsx';
import { CopyMenu } from '../frame/copy-menu.tsx';
import { formatCount, formatNumberOf } from '../formatting.ts';
import { HexView } from '../frame/hex-view.tsx';
import { isBoolean, isNumber, remembered } from '../remembered.ts';
import { Split } from '../split.tsx';
import './value-detail.css';

const showsBytes = remembered('value-bytes', true, isBoolean);
const bytesSize = remembered('value-bytes-size', 150, isNumber);

export interface SelectedValue {
  readonly value: Value;
  /** Where it stands, as a query says it. */
  readonly path: string;
  /** The payload that its offsets count in. */
  readonly within: Uint8Array;
}

/** A value of the tree: its picture or its bytes in the payload, its path, and ways to copy it. */
export function ValueDetail({ value, path, within }: SelectedValue): JSX.Element {
  const { start, end } = value;
  const hasPlace = start !== undefined && end !== undefined && end > start && end <= within.length;
  const own = bytesOf(value);
  const image = value.kind === 'image' ? value : null;
  const hasPreview = showsBytes.value && (hasPlace || image !== null);
  return (
    <>
      {hasPreview && (
        <Split label="Height of the bytes" size={bytesSize} orientation="horizontal" grows={-1} />
      )}
      {hasPreview && (
        <div class="value-preview" style={{ flexBasis: `${bytesSize.value}px` }}>
          {image ? (
            <Picture bytes={image.bytes} mediaType={image.mediaType} name={path} />
          ) : (
            hasPlace && (
              <HexView
                key={`${path} ${start}`}
                bytes={within}
                initial={{ first: start, last: end - 1 }}
                hasInspector={false}
              />
            )
          )}
        </div>
      )}
      <div class="bar decoded-selected">
        <span class="mono decoded-path" title={path}>
          {path}
        </span>
        {hasPlace && (
          <span class="dim value-place">
            {formatNumberOf(end - start, 'byte')} at {formatCount(start)}
          </span>
        )}
        <span class="gap" />
        {(hasPlace || image) && (
          <button
            type="button"
            class="button quiet"
            aria-pressed={showsBytes.value}
            onClick={() => (showsBytes.value = !showsBytes.value)}
          >
            {image ? 'Picture' : 'Bytes'}
          </button>
        )}
        <CopyButton title="Copy the path, as queries take it" label="Path" text={() => path} />
        {own ? (
          <CopyMenu label="Value" payload={() => own} />
        ) : (
          <CopyButton hasIcon={false} title="Copy the value" label="Value" text={() => textOfValue(value)} />
        )}
      </div>
    </>
  );
}

/** The bytes that a value is, where it is some. */
function bytesOf(value: Value): Uint8Array | null {
  if (value.kind === 'bytes') return value.value;
  return value.kind === 'image' || value.kind === 'payload' ? value.bytes : null;
}

/** Text as it is, everything else as JSON. */
function textOfValue(value: Value): string {
  return value.kind === 'string' ? value.value : toJson(value);
}

interface PictureProps {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly name: string;
}

function Picture({ bytes, mediaType, name }: PictureProps): JSX.Element {
  const url = useMemo(
    () => URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType })),
    [bytes, mediaType],
  );
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img class="value-picture" src={url} alt={`${mediaType} at ${name}`} />;
}
