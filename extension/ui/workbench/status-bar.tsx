import type { JSX } from 'preact';
import { formatBytes, formatCount, formatNumberOf } from '../formatting.ts';
import { notice } from '../notice.ts';
import { MemoryLimit } from './memory-limit.tsx';
import type { WorkbenchState } from './workbench-state.ts';

/** What there is, what was lost, and what was just done. */
export function StatusBar({
  state,
  hidden,
}: {
  readonly state: WorkbenchState;
  readonly hidden: number;
}): JSX.Element {
  void state.version.value;
  const { session } = state;
  let frames = 0;
  let bytes = 0;
  for (const { sent, received } of session.connections) {
    frames += sent.frames + received.frames;
    bytes += sent.bytes + received.bytes;
  }
  const { droppedFrames } = session.frames;
  return (
    <div class="status-bar bar" role="status" aria-live="off">
      <span>{formatNumberOf(session.connections.length, 'connection')}</span>
      <span>{formatNumberOf(frames, 'frame')}</span>
      <span>{formatBytes(bytes)}</span>
      <span class={session.lostFrames > 0 ? 'warning-text' : ''}>{formatCount(session.lostFrames)} lost</span>
      {droppedFrames > 0 && (
        <span class="warning-text">
          {formatNumberOf(droppedFrames, 'old frame')} dropped: over the memory limit
        </span>
      )}
      {session.forgottenConnections > 0 && (
        <span class="warning-text">
          {formatNumberOf(session.forgottenConnections, 'old connection')} forgotten
        </span>
      )}
      {state.pausedAt.value !== null && (
        <span class="warning-text">paused, {formatNumberOf(hidden, 'new frame')}</span>
      )}
      <span class="gap" />
      <span aria-live="polite">{notice.value?.text}</span>
      {notice.value?.undo && (
        <button type="button" class="button quiet" onClick={notice.value.undo}>
          Undo
        </button>
      )}
      <MemoryLimit session={session} heldBytes={session.frames.heldBytes} />
    </div>
  );
}
