import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { FilteredRows } from '../../../src/frame-store/filtered-rows.ts';
import { type Highlights, highlightsOf, NO_HIGHLIGHTS } from '../../../src/query/highlights.ts';
import type { ConnectionFacts } from '../../../src/query/decoded-frames.ts';
import { type ParsedQuery, parseQuery, type QueryError } from '../../../src/query/parser.ts';
import type { Connection } from '../../../src/session/connection.ts';
import type { Session } from '../../../src/session/session.ts';
import { DecodedFrames } from '../decoded/decoded-frames.ts';
import type { Filter } from '../filter/filter-box.tsx';
import { chosenFormats, formatsVersion } from '../decoded/format-facts.ts';
import { type Exchanges, findExchanges } from '../frames/exchanges.ts';
import { createFrameOrder, type FrameOrder } from '../frames/frame-list-order.ts';
import { createHeartbeatFold, type HeartbeatFold } from '../frames/heartbeats.tsx';
import { obeyMemoryLimit } from './memory-limit.tsx';
import { type ReadableQuery, rowFilter } from '../filter/row-filter.ts';
import { SearchAhead, SearchError } from '../filter/search-ahead.ts';
import { type StartSearchThread, startSearchWorker } from '../filter/search-thread.ts';
import { sessionVersion } from './session-signal.ts';

/** Time that one drawn frame may spend on searching, in milliseconds. */
const SEARCH_SLICE = 8;
/** Milliseconds after which a search is drawn again as it goes on, and the share of its time that drawing may take. */
const SEARCH_DRAWN = 200;
const DRAWING_SHARE = 0.2;

/** What a workbench shows of its session, and what the person chose. */
export interface WorkbenchState {
  readonly session: Session;
  /** Changes with everything that may have to be drawn. */
  readonly version: ReadonlySignal<number>;
  readonly connection: Signal<number | null>;
  readonly frame: Signal<number | null>;
  readonly filter: Signal<Filter>;
  /** Why the query cannot be read, and where. */
  readonly filterError: ReadonlySignal<QueryError | null>;
  /** Why the search was given up. */
  readonly searchError: ReadonlySignal<string | null>;
  readonly highlights: ReadonlySignal<Highlights>;
  readonly rows: FilteredRows;
  readonly decoded: DecodedFrames;
  /** In which they are shown. */
  readonly order: FrameOrder;
  readonly exchanges: Exchanges;
  readonly heartbeats: HeartbeatFold;
  /** How much of the store was looked at, from 0 to 1; `null` where all was. */
  readonly searched: ReadonlySignal<number | null>;
  /** Makes ready for a search that is likely to come. */
  readonly expectSearch: () => void;
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

export function createWorkbenchState(
  session: Session,
  startThread: StartSearchThread = startSearchWorker,
): WorkbenchState {
  obeyMemoryLimit(session);
  const changed = sessionVersion(session);
  const scanned = signal(0);
  const exchanges = findExchanges(session, changed);
  const heartbeats = createHeartbeatFold(session.frames, exchanges.index, scanned);
  const version = computed(
    () => changed.value + scanned.value + order.version.value + exchanges.progress.value,
  );
  const connection = signal<number | null>(null);
  const frame = signal<number | null>(null);
  const filter = signal<Filter>({ text: '', direction: 'all', type: 'all' });
  const searched = signal<number | null>(null);
  const pausedAt = signal<number | null>(null);
  const follow = signal(true);
  const leftAt = signal<number | null>(null);
  const subject = signal<object>({});
  const gaveUp = signal<string | null>(null);
  const restored = signal(0);
  const parsed = computed(() => parseQuery(filter.value.text));
  const query = lastReadable(filter, parsed);
  const direction = computed(() => filter.value.direction);
  const type = computed(() => filter.value.type);
  const firstFrame = firstFrameTime(session, changed);
  const rows = new FilteredRows(session.frames);
  const order = createFrameOrder({
    store: session.frames,
    rows,
    changed: computed(() => changed.value + scanned.value),
    subject,
    pausedAt,
  });

  let isDone = true;
  const advance = () => {
    if (gaveUp.peek() !== null) return;
    try {
      isDone = rows.advance(performance.now() + SEARCH_SLICE);
    } catch (error) {
      if (!(error instanceof SearchError)) throw error;
      gaveUp.value = error.message;
      isDone = true;
    }
  };
  let isScheduled = false;
  let drawn = { at: 0, rows: 0, next: 0 };
  const drawSoon = () => {
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame((now) => {
      isScheduled = false;
      // The first call after a drawing comes when it is on the screen.
      drawn.next ||= Math.max(drawn.at + SEARCH_DRAWN, now + (now - drawn.at) / DRAWING_SHARE);
      advance();
      const isFirst = drawn.rows === 0 && rows.length > 0;
      if (isDone || isFirst || now > drawn.next) draw();
      else drawSoon();
    });
  };
  const draw = () => {
    drawn = { at: performance.now(), rows: rows.length, next: 0 };
    batch(() => {
      searched.value = isDone ? null : search.progress;
      scanned.value = scanned.peek() + 1;
    });
    if (!isDone) drawSoon();
  };
  const scan = () => {
    advance();
    draw();
  };
  const search = new SearchAhead({
    store: session.frames,
    startThread,
    factsOf: (id) => factsOf(id, session.connection(id)),
    onProgress: () => {
      advance();
      drawSoon();
    },
  });

  effect(() => {
    void restored.value;
    // What fields say depends on them; no other query does.
    if (query.value.query) void formatsVersion.value;
    const filterOfRows = rowFilter({
      connection: connection.value,
      direction: direction.value,
      type: type.value,
      ...query.value,
      base: {
        now: Date.now(),
        firstFrame: firstFrame.value,
        urlOf: (id) => factsOf(id, session.connection(id)).url,
      },
      search,
    });
    batch(() => {
      gaveUp.value = null;
      subject.value = {};
      leftAt.value = null;
      rows.setFilter(heartbeats.fold(filterOfRows));
      scan();
    });
  });
  effect(() => {
    void exchanges.progress.value;
    if (heartbeats.isFolding.peek()) scan();
  });
  effect(() => {
    leftAt.value = follow.value ? null : rows.length + rows.removed;
  });
  effect(() => {
    void changed.value;
    scan();
  });

  return {
    session,
    version,
    connection,
    frame,
    filter,
    rows,
    decoded: new DecodedFrames(session),
    order,
    exchanges,
    heartbeats,
    searched,
    pausedAt,
    follow,
    leftAt,
    subject,
    filterError: computed(() => (parsed.value.ok ? null : parsed.value.error)),
    searchError: gaveUp,
    highlights: computed(() => (parsed.value.ok ? highlightsOf(parsed.value.query) : NO_HIGHLIGHTS)),
    expectSearch: () => search.warmUp(),
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
      exchanges.restart();
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

/** The query, or where it cannot be read, such as a half-typed one, the one before it. */
function lastReadable(
  filter: ReadonlySignal<Filter>,
  parsed: ReadonlySignal<ParsedQuery>,
): ReadonlySignal<ReadableQuery> {
  let last: ReadableQuery = { query: null, text: '' };
  return computed(() => {
    if (parsed.value.ok) last = { query: parsed.value.query, text: filter.value.text };
    return last;
  });
}

/** When the first frame came since the session was empty, in milliseconds since the Unix epoch. */
function firstFrameTime({ frames }: Session, changed: ReadonlySignal<number>): ReadonlySignal<number> {
  let first: number | null = null;
  return computed(() => {
    void changed.value;
    if (frames.firstRow === frames.endRow) first = null;
    for (let row = frames.firstRow; first === null && row < frames.endRow; row++) {
      if (!frames.marker(row)) first = frames.time(row);
    }
    return first ?? 0;
  });
}

function factsOf(id: number, connection: Connection | undefined): ConnectionFacts {
  const evidence = connection?.evidence;
  const url = evidence?.url ?? '';
  return { id, url, subprotocol: evidence?.selectedProtocol ?? '', formats: chosenFormats(url) };
}
