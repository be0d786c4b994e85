import type { ComponentChildren, JSX } from 'preact';
import { decoderEntry } from '../../../src/decoders/registry.ts';
import type { DecodedFrames } from './decoded-frames.ts';
import './decoded-data.css';

/** Bytes of JSON that are as easy to read as they came. */
const SHORT_TEXT = 100;

export interface DecodedDataProps {
  readonly frames: DecodedFrames;
  readonly row: number;
  readonly length: number;
  /** Whether something of the payload itself is to be marked, so that it has to be seen. */
  readonly isHighlit: boolean;
  /** The beginning of the payload as it came. */
  readonly children: ComponentChildren;
}

/** A frame in one line: what it means where its format is known, else its payload. */
export function DecodedData({ frames, row, length, isHighlit, children }: DecodedDataProps): JSX.Element {
  const found = frames.inRow(row);
  if (!found || found.format === null) return <>{children}</>;
  const { decoding, format } = found;
  const name = decoderEntry(format)?.name ?? format;
  if (decoding.outcome === 'broken') {
    return (
      <>
        <span class="frame-flag" title={`${name}: ${decoding.why}`}>
          broken at byte {decoding.at}
        </span>
        {children}
      </>
    );
  }
  if (decoding.outcome === 'not-mine') return <>{children}</>;
  if (isHighlit || (format === 'json' && length <= SHORT_TEXT)) return <>{children}</>;
  return (
    <span class="decoded-summary" title={name}>
      {decoding.summary}
    </span>
  );
}
