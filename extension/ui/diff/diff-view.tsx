import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Value } from '../../../src/decoders/values/value.ts';
import { entriesOf } from '../../../src/decoders/values/value-walk.ts';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import type { DecodedFrames } from '../decoded/decoded-frames.ts';
import { chosenBase, previousAlike } from './diff-base.ts';
import { BytesDiff } from './diff-bytes.tsx';
import { MAX_COMPARED_TEXT, TextDiff } from './diff-text.tsx';
import { ValuesDiff } from './diff-values.tsx';
import './diff-view.css';
import { formatClock, formatCount } from '../formatting.ts';
import { textOf } from '../frame/payload-text.ts';
import { isBoolean, remembered } from '../remembered.ts';

/** Marked frames that are offered; the newest. */
const MAX_MARKED = 50;

const isUnified = remembered('diff-unified', true, isBoolean);

/** What of two frames is compared. */
type Aspect = 'Values' | 'Text' | 'Bytes';

export interface DiffViewProps {
  readonly store: FrameStore;
  readonly decoded: DecodedFrames;
  readonly row: number;
}

/** A frame compared with another: the one before it that is like it, or one that the person chose. */
export function DiffView({ store, decoded, row }: DiffViewProps): JSX.Element {
  const previous = useMemo(() => previousAlike(store, row), [store, row]);
  const chosen = chosenBase.value !== null && chosenBase.value >= store.firstRow ? chosenBase.value : null;
  const base = chosen ?? previous;
  const marked = store.marks.rows.filter((other) => other !== row && other !== chosen).slice(-MAX_MARKED);
  const [aspect, setAspect] = useState<Aspect | null>(null);
  const id = useState(() => `diff-base-${row}`)[0];
  const aspects = base === null ? [] : aspectsOf(store, decoded, base, row);
  const compared = aspect !== null && aspects.includes(aspect) ? aspect : (aspects[0] ?? 'Bytes');
  return (
    <div class="diff-view">
      <div class="bar diff-bar">
        <label for={id}>Compared with</label>
        <select
          id={id}
          class="input"
          value={chosen ?? ''}
          onChange={({ currentTarget: { value } }) =>
            (chosenBase.value = value === '' ? null : Number(value))
          }
        >
          <option value="">
            {previous === null ? 'no frame before it' : `the one before: ${nameOf(store, previous)}`}
          </option>
          {chosen !== null && <option value={chosen}>the chosen one: {nameOf(store, chosen)}</option>}
          {marked.map((other) => (
            <option key={other} value={other}>
              marked: {nameOf(store, other)}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="button quiet"
          disabled={chosen === row}
          title="Compare the frames that are looked at next with this one"
          onClick={() => (chosenBase.value = row)}
        >
          {chosen === row ? 'Others are compared with this one' : 'Compare others with this'}
        </button>
        <span class="gap" />
        {base !== null && base !== row && aspects.length > 1 && (
          <span role="group" aria-label="What is compared">
            {aspects.map((each) => (
              <button
                key={each}
                type="button"
                class="button quiet"
                aria-pressed={each === compared}
                onClick={() => setAspect(each)}
              >
                {each}
              </button>
            ))}
          </span>
        )}
        <button
          type="button"
          class="button quiet"
          aria-pressed={isUnified.value}
          onClick={() => (isUnified.value = !isUnified.value)}
        >
          Unified
        </button>
      </div>
      {base === null ? (
        <p class="frame-note">
          There is no frame before this one that went the same way on the same connection. Choose one: look at
          it and press “Compare others with this”.
        </p>
      ) : base === row ? (
        <p class="frame-note">This is the frame that others are compared with. Select another one.</p>
      ) : (
        <Compared
          key={`${base} ${row}`}
          store={store}
          decoded={decoded}
          rows={[base, row]}
          aspect={compared}
        />
      )}
    </div>
  );
}

interface ComparedProps {
  readonly store: FrameStore;
  readonly decoded: DecodedFrames;
  readonly rows: readonly [before: number, after: number];
  readonly aspect: Aspect;
}

function Compared({ store, decoded, rows: [before, after], aspect }: ComparedProps): JSX.Element {
  const one = aspect === 'Values' ? valueOf(decoded, before) : null;
  const other = aspect === 'Values' ? valueOf(decoded, after) : null;
  const [bytes, otherBytes] = [store.payload(before), store.payload(after)];
  if (one && other) return <ValuesDiff before={one} after={other} isUnified={isUnified.value} />;
  if (aspect === 'Text') return <TextDiff before={textOf(bytes)} after={textOf(otherBytes)} />;
  return <BytesDiff before={bytes} after={otherBytes} isUnified={isUnified.value} />;
}

/** What can be compared of two frames, the most telling first. */
function aspectsOf(store: FrameStore, decoded: DecodedFrames, before: number, after: number): Aspect[] {
  const haveValues = [before, after].every((row) => {
    const value = valueOf(decoded, row);
    return value !== null && entriesOf(value).length > 0;
  });
  const areTexts = [before, after].every(
    (row) => store.payloadType(row) === 'text' && store.payload(row).length <= MAX_COMPARED_TEXT,
  );
  return [...(haveValues ? ['Values' as const] : []), ...(areTexts ? ['Text' as const] : []), 'Bytes'];
}

function valueOf(decoded: DecodedFrames, row: number): Value | null {
  const found = decoded.inFull(row);
  return found && found.decoding.outcome === 'decoded' ? found.decoding.value : null;
}

function nameOf(store: FrameStore, row: number): string {
  return `${formatClock(store.time(row))}, ${store.direction(row)}, ${formatCount(store.length(row))} B`;
}
