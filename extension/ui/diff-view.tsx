import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { FrameStore } from '../../src/frame-store/frame-store.ts';
import { chosenBase, previousAlike } from './diff-base.ts';
import { BytesDiff } from './diff-bytes.tsx';
import './diff-view.css';
import { formatClock, formatCount } from './formatting.ts';
import { isBoolean, remembered } from './remembered.ts';

/** Whether a person who chose a frame to compare with wants the one before all the same. */
const wantsPrevious = signal(false);
const isUnified = remembered('diff-unified', true, isBoolean);

export interface DiffViewProps {
  readonly store: FrameStore;
  readonly row: number;
}

/** A frame compared with another: the one before it that is like it, or one that the person chose. */
export function DiffView({ store, row }: DiffViewProps): JSX.Element {
  const previous = useMemo(() => previousAlike(store, row), [store, row]);
  const chosen = chosenBase.value !== null && chosenBase.value >= store.firstRow ? chosenBase.value : null;
  const base = chosen === null || wantsPrevious.value ? previous : chosen;
  const id = useState(() => `diff-base-${row}`)[0];
  return (
    <div class="diff-view">
      <div class="bar diff-bar">
        <label for={id}>Compared with</label>
        <select
          id={id}
          class="input"
          value={base !== null && base === chosen ? 'chosen' : 'previous'}
          onChange={(event) => (wantsPrevious.value = event.currentTarget.value === 'previous')}
        >
          <option value="previous">
            {previous === null ? 'no frame before it' : `the one before: ${nameOf(store, previous)}`}
          </option>
          {chosen !== null && <option value="chosen">the chosen one: {nameOf(store, chosen)}</option>}
        </select>
        <button
          type="button"
          class="button quiet"
          disabled={chosen === row}
          title="Compare the frames that are looked at next with this one"
          onClick={() => {
            chosenBase.value = row;
            wantsPrevious.value = false;
          }}
        >
          {chosen === row ? 'Others are compared with this one' : 'Compare others with this'}
        </button>
        <span class="gap" />
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
        <BytesDiff
          key={`${base} ${row}`}
          before={store.payload(base)}
          after={store.payload(row)}
          isUnified={isUnified.value}
        />
      )}
    </div>
  );
}

function nameOf(store: FrameStore, row: number): string {
  return `${formatClock(store.time(row))}, ${store.direction(row)}, ${formatCount(store.length(row))} B`;
}
