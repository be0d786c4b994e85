import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Connection } from '../../../src/session/connection.ts';
import type { Verdict } from '../../../src/diagnosis/verdict.ts';
import type { Prober } from '../../probing/prober.ts';
import { ConnectionList } from '../connections/connection-list.tsx';
import { FilterBox } from '../filter/filter-box.tsx';
import { FollowButton } from '../list/follow-button.tsx';
import { FrameList } from '../frames/frame-list.tsx';
import { lazily } from '../lazily.tsx';
import { HeartbeatToggle } from '../frames/heartbeats.tsx';
import { isNumber, remembered } from '../remembered.ts';
import { shortUrl } from '../short-url.ts';
import { nextFrame } from '../frames/next-frame.ts';
import { ProbeButton } from '../verdict/probe-button.tsx';
import { Split } from '../split.tsx';
import { StatusBar } from './status-bar.tsx';
import { Tabs } from '../tabs.tsx';
import { VerdictCard } from '../verdict/verdict-card.tsx';
import './workbench.css';
import type { WorkbenchState } from './workbench-state.ts';

/** What only the surface around a workbench can do. */
export interface Surface {
  /** Shown while there is no connection. */
  readonly emptyState: ComponentChildren;
  readonly prober: Prober;
  /** More to do about what is wrong with a connection. */
  readonly verdictActions?: (verdict: Verdict, connection: Connection) => ComponentChildren;
  readonly openSource?: (url: string, line: number, column: number) => void;
  /** Told when the handshake of a connection is looked at. */
  readonly onHandshakeShown?: (connection: Connection) => void;
  readonly onSendAgain?: (payload: Uint8Array, isBinary: boolean) => void;
  /** More to do with the selected connection. */
  readonly actions?: (connection: Connection) => ComponentChildren;
}

const FrameDetail = lazily(async () => (await import('../frame/frame-detail.tsx')).FrameDetail);
const Handshake = lazily(async () => (await import('../handshake/handshake.tsx')).Handshake);
const ProbesView = lazily(async () => (await import('../verdict/probes-view.tsx')).ProbesView);
const SideBySide = lazily(async () => (await import('../comparison/side-by-side.tsx')).SideBySide);
const ChartsView = lazily(async () => (await import('../charts/charts-view.tsx')).ChartsView);

const connectionsSize = remembered('connections-size', 280, isNumber);
const detailSize = remembered('detail-size', 440, isNumber);
const verdictSize = remembered('verdict-size', 230, isNumber);

/** Connections, their frames, one frame, and the verdict: what panel and tester share. */
export function Workbench({
  state,
  surface,
}: {
  readonly state: WorkbenchState;
  readonly surface: Surface;
}): JSX.Element {
  void state.version.value;
  const { session, rows } = state;
  const { connections } = session;
  const filterInput = useRef<HTMLInputElement>(null);
  const tab = useSignal<'Frames' | 'Handshake' | 'Compare' | 'Charts' | 'Probes'>('Frames');
  const folded = useSignal<string | null>(null);
  const jump = useSignal<{ readonly row: number } | null>(null);
  const selected = state.connection.value === null ? undefined : session.connection(state.connection.value);
  const frame = state.frame.value;
  const judged = selected ?? connections.findLast(({ verdict }) => verdict && verdict.severity !== 'info');
  const verdictKey = judged?.verdict ? `${judged.id} ${judged.verdict.cause}` : null;
  const isVerdictOpen = folded.value !== verdictKey;

  const step = (by: 1 | -1) => {
    const list = state.order.rows();
    const from = state.frame.value;
    const row = nextFrame(session.frames, list, from === null ? -1 : list.indexOf(from), by);
    if (row !== null) jump.value = { row };
  };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'F3' && tab.value === 'Frames') {
        event.preventDefault();
        step(event.shiftKey ? -1 : 1);
        return;
      }
      const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      const isFind = (event.ctrlKey || event.metaKey) && event.key === 'f';
      if (!isFind && (event.key !== '/' || isField)) return;
      event.preventDefault();
      tab.value = 'Frames';
      filterInput.current?.focus();
      filterInput.current?.select();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  const shownHandshake = tab.value === 'Handshake' ? selected : undefined;
  useEffect(() => {
    if (shownHandshake) surface.onHandshakeShown?.(shownHandshake);
  }, [shownHandshake?.id]);

  if (connections.length === 0 && session.frames.endRow === session.frames.firstRow) {
    return <div class="workbench-empty">{surface.emptyState}</div>;
  }
  const paused = state.pausedAt.value;
  const hidden = paused === null ? 0 : rows.length - rows.countBefore(paused);
  const shownFrame =
    tab.value === 'Frames' &&
    frame !== null &&
    frame >= session.frames.firstRow &&
    !session.frames.marker(frame)
      ? frame
      : null;
  const isFollowing = state.follow.value && paused === null && state.order.order.value.kind === 'arrival';
  return (
    <div class="workbench">
      <div class={`workbench-columns ${shownFrame === null ? '' : 'has-frame'}`}>
        <div class="pane pane-connections" style={{ flexBasis: `${connectionsSize.value}px` }}>
          <div class="pane-title bar">
            <b>Connections</b>
            <span class="gap" />
            {selected && (
              <button type="button" class="button quiet" onClick={() => (state.connection.value = null)}>
                Show all
              </button>
            )}
          </div>
          <ConnectionList
            connections={connections}
            selected={state.connection.value}
            onSelect={(id) => {
              state.connection.value = id;
              folded.value = null;
            }}
          />
        </div>
        <Split label="Width of the connections" size={connectionsSize} orientation="vertical" grows={1} />
        <div class="pane pane-main">
          {selected && surface.actions && (
            <div class="bar connection-actions">{surface.actions(selected)}</div>
          )}
          <Tabs
            label="Connection"
            tabs={['Frames', 'Handshake', 'Compare', 'Charts', 'Probes']}
            selected={tab.value}
            onSelect={(chosen) => (tab.value = chosen)}
          >
            {tab.value === 'Frames' ? (
              <>
                <FilterBox
                  filter={state.filter.value}
                  onFilter={(filter) => (state.filter.value = filter)}
                  error={state.filterError.value}
                  searchError={state.searchError.value}
                  shown={rows.length}
                  total={session.frames.endRow - session.frames.firstRow}
                  searched={state.searched.value}
                  inputRef={filterInput}
                  suggest={async (text, caret) =>
                    (await import('../filter/filter-suggestions.ts')).suggestionsFor(session, text, caret)
                  }
                  onExpect={state.expectSearch}
                  onStep={step}
                >
                  <HeartbeatToggle
                    fold={state.heartbeats}
                    seen={state.exchanges.index.value?.heartbeats ?? 0}
                  />
                </FilterBox>
                <FrameList
                  store={session.frames}
                  decoded={state.decoded}
                  rows={rows}
                  order={state.order}
                  exchanges={state.exchanges.index.value}
                  jump={jump.value}
                  selected={frame}
                  onSelect={(row) => (state.frame.value = row)}
                  follow={isFollowing}
                  onFollow={(follow) => (state.follow.value = follow)}
                  highlights={state.highlights.value.patterns}
                  subject={state.subject.value}
                  nameOf={(id) => shortUrl(session.connection(id)?.evidence.url ?? '')}
                  isOfSeveral={!selected && connections.length > 1}
                  startOf={(id) => {
                    const evidence = session.connection(id)?.evidence;
                    return evidence?.openedAt ?? evidence?.createdAt;
                  }}
                />
                {!isFollowing && rows.length > 0 && <FollowButton state={state} />}
              </>
            ) : tab.value === 'Charts' ? (
              <ChartsView state={state} onShowFrames={() => (tab.value = 'Frames')} />
            ) : !selected ? (
              <p class="workbench-note">
                {tab.value === 'Compare'
                  ? 'Select a connection to compare it with another.'
                  : `Select a connection to see its ${tab.value.toLowerCase()}.`}
              </p>
            ) : tab.value === 'Handshake' ? (
              <Handshake connection={selected} openSource={surface.openSource} />
            ) : tab.value === 'Compare' ? (
              <SideBySide connection={selected} connections={connections} store={session.frames} />
            ) : (
              <ProbesView connection={selected} prober={surface.prober} />
            )}
          </Tabs>
        </div>
        {shownFrame !== null && (
          <>
            <Split label="Width of the frame" size={detailSize} orientation="vertical" grows={-1} />
            <div
              class="pane pane-detail"
              role="tabpanel"
              aria-label="Frame"
              style={{ flexBasis: `${detailSize.value}px` }}
            >
              <div class="pane-title bar">
                <b>Frame</b>
                <span class="gap" />
                <button
                  type="button"
                  class="button quiet"
                  aria-label="Close the frame"
                  onClick={() => (state.frame.value = null)}
                >
                  ✕
                </button>
              </div>
              <FrameDetail
                find={state.highlights.value.text}
                store={session.frames}
                decoded={state.decoded}
                row={shownFrame}
                connection={session.connection(session.frames.connection(shownFrame))}
                onSendAgain={surface.onSendAgain}
                exchanges={state.exchanges.index.value}
                onShow={(row) => (jump.value = { row })}
              />
            </div>
          </>
        )}
      </div>
      {judged?.verdict && (
        <>
          {isVerdictOpen && (
            <Split label="Height of the verdict" size={verdictSize} orientation="horizontal" grows={-1} />
          )}
          <div class="pane-verdict" style={{ maxHeight: `${verdictSize.value}px` }}>
            <VerdictCard
              verdict={judged.verdict}
              evidence={judged.evidence}
              isOpen={isVerdictOpen}
              onToggle={() => (folded.value = isVerdictOpen ? verdictKey : null)}
              actions={
                <>
                  {surface.verdictActions?.(judged.verdict, judged)}
                  {judged.evidence.outcome === 'failed' && (
                    <ProbeButton prober={surface.prober} connection={judged.id} />
                  )}
                </>
              }
            />
          </div>
        </>
      )}
      <StatusBar state={state} hidden={hidden} />
    </div>
  );
}
