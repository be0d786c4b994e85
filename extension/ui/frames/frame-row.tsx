import type { JSX } from 'preact';
import type { ExchangeIndex } from '../../../src/exchanges/exchange-index.ts';
import type { FrameMark } from '../../../src/frame-store/frame-marks.ts';
import type { FrameStore, Marker } from '../../../src/frame-store/frame-store.ts';
import { closeText } from '../frame/close-text.ts';
import type { ColumnId } from './column-layout.ts';
import { DecodedData } from '../decoded/decoded-data.tsx';
import type { DecodedFrames } from '../decoded/decoded-frames.ts';
import { ReplyLatency } from '../frame/exchange-facts.tsx';
import { formatCount, formatDuration, formatNumberOf } from '../formatting.ts';
import { Highlighted } from '../highlighted.tsx';
import { Icon } from '../icon.tsx';
import { MarkSigns } from './marks-signs.tsx';
import { previewOf } from '../frame/payload-text.ts';
import type { RowProps } from '../list/scaled-list.tsx';
import { headerText, nameOfType, WireMarks } from '../frame/wire-marks.tsx';

type FrameRowProps = RowProps & {
  readonly store: FrameStore;
  readonly decoded: DecodedFrames;
  readonly number: number;
  readonly columns: readonly ColumnId[];
  readonly isPending: boolean;
  readonly time: string;
  /** Time since the frame before it; empty where the column is not shown. */
  readonly gap: string;
  readonly exchanges: ExchangeIndex | null;
  readonly mark: FrameMark;
  readonly highlights: readonly RegExp[];
  readonly connection: string | null;
};

/** One frame, in the columns that are shown. */
export function FrameRow(props: FrameRowProps): JSX.Element {
  const {
    store,
    decoded,
    number,
    columns,
    isPending,
    time,
    gap,
    mark,
    highlights,
    connection,
    exchanges,
    ...row
  } = props;
  const cell = (id: ColumnId): JSX.Element => {
    switch (id) {
      case 'direction': {
        const direction = store.direction(number);
        return (
          <span role="gridcell" class="frame-direction" key={id} title={direction}>
            <Icon name={direction} />
            <span class="visually-hidden">{direction}</span>
          </span>
        );
      }
      case 'data':
        return (
          <span role="gridcell" class="frame-data mono" key={id}>
            <MarkSigns mark={mark} />
            {!columns.includes('reply') && <ReplyLatency index={exchanges} row={number} />}
            <FrameData
              store={store}
              decoded={decoded}
              number={number}
              isPending={isPending}
              highlights={highlights}
            />
          </span>
        );
      case 'connection':
        return (
          <span role="gridcell" class="frame-connection dim mono" key={id} title={connection ?? ''}>
            {connection}
          </span>
        );
      case 'time':
        return textCell(id, 'mono', time);
      case 'gap':
        return textCell(id, 'mono', gap);
      case 'type':
        return textCell(id, '', nameOfType(store, number));
      case 'length':
        return textCell(id, 'mono', formatCount(store.length(number)));
      case 'buffered':
        return textCell(
          id,
          'mono',
          store.direction(number) === 'sent' ? formatCount(store.bufferedAmount(number)) : '',
        );
      case 'header':
        return textCell(id, 'mono', headerText(store, number));
      case 'reply': {
        const partner = exchanges?.partnerOf(number);
        return textCell(id, 'mono', partner ? formatDuration(partner.latency) : '');
      }
      default:
        return id satisfies never;
    }
  };
  return (
    <div {...row} class={`${row.class} frame-row ${store.direction(number)}`}>
      {columns.map(cell)}
    </div>
  );
}

function textCell(id: ColumnId, style: string, text: string): JSX.Element {
  return (
    <span role="gridcell" class={`frame-${id} ${style}`} key={id}>
      {text}
    </span>
  );
}

interface FrameDataProps {
  readonly store: FrameStore;
  readonly decoded: DecodedFrames;
  readonly number: number;
  readonly isPending: boolean;
  readonly highlights: readonly RegExp[];
}

function FrameData({ store, decoded, number, isPending, highlights }: FrameDataProps): JSX.Element {
  const type = store.payloadType(number);
  const payload = store.payload(number);
  const length = store.length(number);
  return (
    <>
      <WireMarks store={store} number={number} />
      {store.isDiscarded(number) && <span class="frame-flag">not sent: already closed</span>}
      {isPending ? (
        <span class="dim">reading the Blob…</span>
      ) : (
        <>
          {payload.length < length && !store.isIncomplete(number) && (
            <span class="frame-flag">{formatCount(payload.length)} bytes kept</span>
          )}
          <DecodedData
            frames={decoded}
            row={number}
            length={length}
            isHighlit={type === 'text' && highlights.length > 0}
          >
            <Highlighted
              text={store.type(number) === 'close' ? closeText(payload) : previewOf(payload, type)}
              patterns={type === 'text' ? highlights : []}
            />
          </DecodedData>
        </>
      )}
    </>
  );
}

/** What happened between two frames. */
export function MarkerRow({ marker, columns, ...row }: RowProps & MarkerRowProps): JSX.Element {
  return (
    <div {...row} class={`${row.class} marker-row marker-${marker.kind}`}>
      <span role="gridcell" aria-colspan={columns}>
        {marker.kind === 'lost'
          ? `${formatNumberOf(marker.count, 'frame')} ${marker.count === 1 ? 'was' : 'were'} dropped here`
          : `Navigated to ${marker.url}`}
      </span>
    </div>
  );
}

interface MarkerRowProps {
  readonly marker: Marker;
  readonly columns: number;
}
