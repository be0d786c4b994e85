import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Value } from '../../../src/decoders/values/value.ts';
import type { PayloadType } from '../../../src/websocket/frame.ts';
import type { DecodedFrames } from '../decoded/decoded-frames.ts';
import { DecodedView } from '../decoded/decoded-view.tsx';
import { ExchangeFacts, type ExchangeFactsProps } from './exchange-facts.tsx';
import { formatClock, formatCount } from '../formatting.ts';
import './frame-detail.css';
import { FrameActions, type FrameActionsProps } from './frame-actions.tsx';
import { HexView } from './hex-view.tsx';
import { lazily } from '../lazily.tsx';
import { Tabs } from '../tabs.tsx';
import { TextView } from './text-view.tsx';
import { WireFacts } from './wire-facts.tsx';

type View = 'Decoded' | 'Text' | 'Hex' | 'Diff';

const DiffView = lazily(async () => (await import('../diff/diff-view.tsx')).DiffView);

export interface FrameDetailProps extends FrameActionsProps, Pick<ExchangeFactsProps, 'onShow'> {
  readonly decoded: DecodedFrames;
  /** The text that it was found by; empty for none. */
  readonly find: string;
  readonly exchanges: ExchangeFactsProps['index'];
}

/** One frame: what is known of it, and its payload decoded, as text, and as bytes. */
export function FrameDetail(props: FrameDetailProps): JSX.Element {
  const { store, decoded, row, connection, onSendAgain } = props;
  const payload = store.payload(row);
  const type = store.payloadType(row);
  const isPending = store.isPending(row);
  const fitting = fittingView(decoded, row, type);
  const [chosen, setChosen] = useState<View | null>(null);
  const view = chosen ?? fitting;
  const length = store.length(row);
  const hash = store.hash(row);
  const buffered = store.bufferedAmount(row);
  return (
    <div class="frame-detail">
      <div class="frame-facts bar">
        <span>
          <b>{store.direction(row)}</b> {store.type(row)}, {formatCount(length)}{' '}
          {length === 1 ? 'byte' : 'bytes'}, <span class="mono">{formatClock(store.time(row))}</span>
          {buffered > 0 && (
            <span class="dim" title="bufferedAmount right after the send">
              , {formatCount(buffered)} buffered
            </span>
          )}
        </span>
        <span class="gap" />
        <FrameActions store={store} row={row} connection={connection} onSendAgain={onSendAgain} />
      </div>
      <WireFacts store={store} row={row} />
      <ExchangeFacts index={props.exchanges} row={row} onShow={props.onShow} />
      {payload.length < length && !isPending && !store.isIncomplete(row) && (
        <p class="cut">
          {formatCount(payload.length)} of {formatCount(length)} bytes were kept.
          {hash !== undefined && (
            <>
              {' '}
              FNV-1a of all: <code>{hash.toString(16).padStart(8, '0')}</code>
            </>
          )}
        </p>
      )}
      <Tabs label="Payload" tabs={['Decoded', 'Text', 'Hex', 'Diff']} selected={view} onSelect={setChosen}>
        {view === 'Decoded' && (
          <DecodedView
            key={row}
            frames={decoded}
            store={store}
            row={row}
            onChoose={() => setChosen('Decoded')}
          />
        )}
        {view === 'Text' && <TextView bytes={payload} find={props.find} />}
        {view === 'Diff' && <DiffView key={row} store={store} decoded={decoded} row={row} />}
        {view === 'Hex' && <HexView key={row} bytes={payload} />}
      </Tabs>
    </div>
  );
}

/** What its format says where that is known, else text as text and the rest as bytes. */
function fittingView(frames: DecodedFrames, row: number, type: PayloadType): View {
  const found = frames.inRow(row);
  if (found?.decoding.outcome === 'decoded' && !isPlain(found.decoding.value)) return 'Decoded';
  if (found && found.reason !== 'content' && found.format !== null) return 'Decoded';
  return type === 'text' ? 'Text' : 'Hex';
}

/** Of one number or text, a tree shows no more than the payload itself. */
function isPlain({ kind }: Value): boolean {
  return kind === 'string' || kind === 'number' || kind === 'bigint' || kind === 'boolean' || kind === 'null';
}
