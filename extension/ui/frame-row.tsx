import type { JSX } from 'preact';
import type { FrameStore, Marker } from '../../src/frame-store/frame-store.ts';
import { closeText } from './close-text.ts';
import { formatCount, formatNumberOf } from './formatting.ts';
import { Highlighted } from './highlighted.tsx';
import { Icon } from './icon.tsx';
import { previewOf } from './payload-text.ts';
import type { RowProps } from './scaled-list.tsx';
import { nameOfType, WireMarks } from './wire-marks.tsx';

type FrameRowProps = RowProps & {
  readonly store: FrameStore;
  readonly number: number;
  readonly isPending: boolean;
  readonly time: string;
  readonly highlights: readonly RegExp[];
  readonly connection: string | null;
};

/** One frame: direction, time, type, length, and the beginning of its payload. */
export function FrameRow(props: FrameRowProps): JSX.Element {
  const { store, number, isPending, time, highlights, connection, ...row } = props;
  const direction = store.direction(number);
  const type = store.payloadType(number);
  const payload = store.payload(number);
  const length = store.length(number);
  return (
    <div {...row} class={`${row.class} frame-row ${direction}`}>
      <span role="gridcell" class="frame-direction" title={direction}>
        <Icon name={direction} />
        <span class="visually-hidden">{direction}</span>
      </span>
      <span role="gridcell" class="frame-time mono">
        {time}
      </span>
      <span role="gridcell" class="frame-type">
        {nameOfType(store.type(number))}
      </span>
      <span role="gridcell" class="frame-length mono">
        {formatCount(length)}
      </span>
      <span role="gridcell" class="frame-data mono">
        <WireMarks store={store} number={number} />
        {store.isDiscarded(number) && <span class="frame-flag">not sent: already closed</span>}
        {isPending ? (
          <span class="dim">reading the Blob…</span>
        ) : (
          <>
            {payload.length < length && !store.isIncomplete(number) && (
              <span class="frame-flag">{formatCount(payload.length)} bytes kept</span>
            )}
            <Highlighted
              text={store.type(number) === 'close' ? closeText(payload) : previewOf(payload, type)}
              patterns={type === 'text' ? highlights : []}
            />
          </>
        )}
      </span>
      {connection !== null && (
        <span role="gridcell" class="frame-connection dim mono" title={connection}>
          {connection}
        </span>
      )}
    </div>
  );
}

/** What happened between two frames. */
export function MarkerRow({ marker, ...row }: RowProps & { readonly marker: Marker }): JSX.Element {
  return (
    <div {...row} class={`${row.class} marker-row marker-${marker.kind}`}>
      <span role="gridcell" aria-colspan={5}>
        {marker.kind === 'lost'
          ? `${formatNumberOf(marker.count, 'frame')} ${marker.count === 1 ? 'was' : 'were'} dropped here`
          : `Navigated to ${marker.url}`}
      </span>
    </div>
  );
}
