import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { NativeRelays, Recording } from '../../native/native-relays.ts';
import { formatCount, formatNumberOf } from '../formatting.ts';
import { Icon } from '../icon.tsx';

/** Lets the person choose a recording of a native relay. */
export function RecordingButton({ relays }: { readonly relays: NativeRelays }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="button quiet"
        title="What socketscope relay --record has written; it can be dropped here as well"
        onClick={() => input.current?.click()}
      >
        <Icon name="open-file" /> Open a recording…
      </button>
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        aria-label="Recording"
        accept=".jsonl,.ndjson,.json"
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void relays.openRecording(file);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}

/** How far the reading is, or what came of it. */
export function RecordingState({ relays }: { readonly relays: NativeRelays }): JSX.Element {
  const recording = relays.recording.value;
  return <div role="status">{recording && <p>{inWords(recording)}</p>}</div>;
}

function inWords(recording: Recording): JSX.Element | string {
  const { name } = recording;
  if (recording.status === 'reading') return `Reading ${name}: ${formatNumberOf(recording.lines, 'line')} …`;
  const { opened } = recording;
  if (!opened.ok) {
    return (
      <span class="error-text">
        {name} was not opened: {opened.why}.
      </span>
    );
  }
  const { connections, frames, unreadable } = opened;
  const read = `${name}: ${formatNumberOf(connections, 'connection')}, ${formatNumberOf(frames, 'frame')}.`;
  const { count, first } = unreadable;
  if (!first) return read;
  return (
    <>
      {read}{' '}
      <span class="warning-text">
        {count === 1
          ? `Line ${formatCount(first.line)}`
          : `${formatNumberOf(count, 'line')}, first line ${formatCount(first.line)},`}{' '}
        could not be read: {first.why}.
      </span>
    </>
  );
}
