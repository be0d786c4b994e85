import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { FrameStore } from '../../src/frame-store/frame-store.ts';
import type { PayloadType } from '../../src/websocket/frame.ts';
import { CopyButton } from './copy.tsx';
import { formatClock, formatCount } from './formatting.ts';
import './frame-detail.css';
import { copyOf } from './frame-copy.ts';
import { HexView } from './hex-view.tsx';
import { JsonNumber, parseJson } from './json-tree.ts';
import { JsonView } from './json-view.tsx';
import { textOf } from './payload-text.ts';
import { Tabs } from './tabs.tsx';
import { TextView } from './text-view.tsx';

/** Bytes of a payload up to which it is tried whether it is JSON, each time a frame is selected. */
const TRIED_BYTES = 64 * 1024;

type View = 'Text' | 'JSON' | 'Hex';

export interface FrameDetailProps {
  readonly store: FrameStore;
  readonly row: number;
  /** Offered for frames that were sent. */
  readonly onSendAgain?: ((payload: Uint8Array, isBinary: boolean) => void) | undefined;
}

/** One frame: what is known of it, and its payload as text, as JSON, and as bytes. */
export function FrameDetail({ store, row, onSendAgain }: FrameDetailProps): JSX.Element {
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
        <CopyButton title="Copy as text" label="Text" text={() => copyOf(store, row, 'text')} />
        <CopyButton hasIcon={false} title="Copy as hex" label="Hex" text={() => copyOf(store, row, 'hex')} />
        <CopyButton
          hasIcon={false}
          title="Copy as Base64"
          label="Base64"
          text={() => copyOf(store, row, 'base64')}
        />
        {onSendAgain && store.direction(row) === 'sent' && (
          <button type="button" class="button quiet" onClick={() => onSendAgain(payload, type === 'binary')}>
            Send again
          </button>
        )}
      </div>
      {payload.length < length && !isPending && (
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
      <Tabs label="Payload" tabs={['Text', 'JSON', 'Hex']} selected={view} onSelect={setChosen}>
        {view === 'Text' && <TextView bytes={payload} />}
        {view === 'JSON' && <JsonView key={row} bytes={payload} />}
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
