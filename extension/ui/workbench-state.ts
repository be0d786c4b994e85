import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { FilteredRows } from '../../src/frame-store/filtered-rows.ts';
import {
  type FrameQuery,
  type ParsedQuery,
  parseQuery,
  SlowQueryError,
} from '../../src/query/parse-query.ts';
import type { Session } from '../../src/session/session.ts';
import type { Filter } from './filter-box.tsx';
import { obeyMemoryLimit } from './memory-limit.tsx';
import { PatternWorkers } from './pattern-workers.ts';
import { sessionVersion } from './session-signal.ts';

/** Time that one drawn frame may spend on searching, in milliseconds. */
const SEARCH_SLICE = 8;

/** What a workbench shows of its session, and what the person chose. */
export interface WorkbenchState {
  readonly session: Session;
  /** Changes with everything that may have to be drawn. */
  readonly version: ReadonlySignal<number>;
  readonly connection: Signal<number | null>;
  readonly frame: Signal<number | null>;
  readonly filter: Signal<Filter>;
  readonly filterError: ReadonlySignal<string | null>;
  readonly highlight: ReadonlySignal<RegExp | null>;
  readonly rows: FilteredRows;
  readonly isSearching: Signal<boolean>;
  /** The end of the store when the list was paused; `null` while it runs. */
  readonly pausedAt: Signal<number | null>;
  readonly follow: Signal<boolean>;
  /** How many rows had come when the person left the end of the list; `null` at the end, or after another filter. */
  readonly leftAt: ReadonlySignal<number | null>;
  /** Changes with what the rows are chosen by. */
  readonly subject: ReadonlySignal<object>;
  /** Can be undone until `session.forgetCleared()`. @returns what is gone */
  readonly clear: () => { readonly frames: number; readonly connections: number };
  /** @returns whether all that was cleared is back */
  readonly undoClear: () => boolean;
  readonly togglePause: () => void;
}

export function createWorkbenchState(session: Session): WorkbenchState {
  obeyMemoryLimit(session);
  const changed = sessionVersion(session);
  const scanned = signal(0);
  const version = computed(() => changed.value + scanned.value);
  const connection = signal<number | null>(null);
  const frame = signal<number | null>(null);
  const filter = signal<Filter>({ text: '', direction: 'all', type: 'all' });
  const isSearching = signal(false);
  const pausedAt = signal<number | null>(null);
  const follow = signal(true);
  const leftAt = signal<number | null>(null);
  const subject = signal<object>({});
  const gaveUp = signal<string | null>(null);
  const restored = signal(0);
  const patterns = new PatternWorkers();
  const parsed = computed<ParsedQuery>(() => {
    patterns.end();
    return parseQuery(filter.value.text, patterns.test);
  });
  const rows = new FilteredRows(session.frames);

  let isScheduled = false;
  const scan = () => {
    try {
      isSearching.value = !rows.advance(performance.now() + SEARCH_SLICE);
    } catch (error) {
      if (!(error instanceof SlowQueryError)) throw error;
      gaveUp.value = error.message;
      isSearching.value = false;
    }
    scanned.value = scanned.peek() + 1;
    if (!isSearching.peek() || isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(() => {
      isScheduled = false;
      if (isSearching.peek()) scan();
    });
  };

  // While a query cannot be read, such as a half-typed one, the one before it holds.
  let query: FrameQuery | null = null;
  effect(() => {
    if (parsed.value.ok) query = parsed.value.query;
    const matches = matcher(query, filter.value);
    const id = connection.value;
    void restored.value;
    batch(() => {
      gaveUp.value = null;
      subject.value = {};
      leftAt.value = null;
      rows.setFilter({ connection: id, matches });
      scan();
    });
  });
  effect(() => {
    leftAt.value = follow.value ? null : rows.length + rows.removed;
  });
  effect(() => {
    void changed.value;
    if (!isSearching.peek() && gaveUp.peek() === null) scan();
  });

  return {
    session,
    version,
    connection,
    frame,
    filter,
    rows,
    isSearching,
    pausedAt,
    follow,
    leftAt,
    subject,
    filterError: computed(() => gaveUp.value ?? (parsed.value.ok ? null : parsed.value.error.message)),
    highlight: computed(() => (parsed.value.ok ? (parsed.value.query?.highlight ?? null) : null)),
    clear: () => {
      const before = { frames: countFrames(session), connections: session.connections.length };
      session.clear();
      batch(() => {
        frame.value = null;
        pausedAt.value = null;
        follow.value = true;
        if (connection.value !== null && !session.connection(connection.value)) connection.value = null;
      });
      return { frames: before.frames, connections: before.connections - session.connections.length };
    },
    undoClear: () => {
      const isBack = session.undoClear();
      // Rows that come back are older than those that have been looked at.
      restored.value++;
      return isBack;
    },
    togglePause: () => {
      pausedAt.value = pausedAt.value === null ? session.frames.endRow : null;
    },
  };
}

function countFrames({ frames }: Session): number {
  return frames.endRow - frames.firstRow;
}

function matcher(query: FrameQuery | null, { direction, type }: Filter): FrameQuery['matches'] | null {
  if (!query && direction === 'all' && type === 'all') return null;
  return (store, row) =>
    (direction === 'all' || store.direction(row) === direction) &&
    (type === 'all' || store.type(row) === type) &&
    (query ? query.matches(store, row) : true);
}
