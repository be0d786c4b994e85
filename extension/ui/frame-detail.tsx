import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { PayloadType } from '../../src/websocket/frame.ts';
import { formatClock, formatCount } from './formatting.ts';
import './frame-detail.css';
import { FrameActions, type FrameActionsProps } from './frame-actions.tsx';
import { HexView } from './hex-view.tsx';
import { JsonNumber, parseJson } from './json-tree.ts';
import { JsonView } from './json-view.tsx';
import { lazily } from './lazily.tsx';
import { textOf } from './payload-text.ts';
import { Tabs } from './tabs.tsx';
import { TextView } from './text-view.tsx';
import { WireFacts } from './wire-facts.tsx';

/** Bytes of a payload up to which it is tried whether it is JSON, each time a frame is selected. */
const TRIED_BYTES = 64 * 1024;

type View = 'Text' | 'JSON' | 'Hex' | 'Diff';

const DiffView = lazily(async () => (await import('./diff-view.tsx')).DiffView);

/** One frame: what is known of it, and its payload as text, as JSON, and as bytes. */
export function FrameDetail({ store, row, connection, onSendAgain }: FrameActionsProps): JSX.Element {
  const payload = store.payload(row);
  const type = store.payloadType(row);
  const isPending = store.isPending(row);
  const fitting = useMemo(() => fittingView(payload, type), [store, row, isPending]);
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
      <Tabs label="Payload" tabs={['Text', 'JSON', 'Hex', 'Diff']} selected={view} onSelect={setChosen}>
        {view === 'Text' && <TextView bytes={payload} />}
        {view === 'JSON' && <JsonView key={row} bytes={payload} />}
        {view === 'Diff' && <DiffView key={row} store={store} row={row} />}
        {view === 'Hex' && <HexView key={row} bytes={payload} />}
      </Tabs>
    </div>
  );
}

/** A JSON object or array as a tree, other text as text, the rest as bytes. */
function fittingView(payload: Uint8Array, type: PayloadType): View {
  const json = payload.length <= TRIED_BYTES ? parseJson(textOf(payload)) : null;
  if (
    json?.ok &&
    typeof json.value === 'object' &&
    json.value !== null &&
    !(json.value instanceof JsonNumber)
  )
    return 'JSON';
  return type === 'text' ? 'Text' : 'Hex';
}
