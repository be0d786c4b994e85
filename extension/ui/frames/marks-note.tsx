import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { MAX_NOTE } from '../../../src/frame-store/frame-marks.ts';

export interface NoteEditorProps {
  readonly note: string;
  /** Which frame it is about, such as its time. */
  readonly frame: string;
  /** `null` where the person thought better of it. */
  readonly onEnd: (note: string | null) => void;
}

/** Writes a note on a frame; Enter keeps it, Escape does not. */
export function NoteEditor({ note, frame, onEnd }: NoteEditorProps): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.select(), []);
  return (
    <form
      class="bar list-bar"
      onSubmit={(event) => {
        event.preventDefault();
        onEnd(input.current?.value.trim() ?? '');
      }}
      onKeyDown={(event) => event.key === 'Escape' && onEnd(null)}
    >
      <label for="frame-note">Note on {frame}</label>
      <input
        ref={input}
        id="frame-note"
        class="input"
        maxLength={MAX_NOTE}
        defaultValue={note}
        placeholder="empty removes the note"
      />
      <button type="submit" class="button">
        Keep
      </button>
      <button type="button" class="button quiet" onClick={() => onEnd(null)}>
        Cancel
      </button>
    </form>
  );
}
