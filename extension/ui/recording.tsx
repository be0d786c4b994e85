import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { NativeRelays, Recording } from '../native/native-relays.ts';
import { formatCount, formatNumberOf } from './formatting.ts';
import { Icon } from './icon.tsx';

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

/**
 * Takes recordings that are dropped anywhere on the page. Without it, the browser would leave the page for the file.
 * @param opened called when one is
 */
export function RecordingDrop({
  relays,
  opened,
}: {
  readonly relays: NativeRelays;
  readonly opened: () => void;
}): JSX.Element | null {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onDragOver = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      // Null where the pointer leaves the page, not one element for another.
      if (event.relatedTarget === null) setIsOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setIsOver(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      opened();
      void relays.openRecording(file);
    };
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('dragleave', onDragLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onDragOver);
      document.removeEventListener('dragleave', onDragLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, []);
  return isOver ? <div class="recording-drop">Drop the recording of a relay here</div> : null;
}
