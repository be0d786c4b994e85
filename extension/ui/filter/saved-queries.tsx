import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { lazily } from '../lazily.tsx';

export interface SavedQueriesProps {
  /** The query that is written now. */
  readonly text: string;
  readonly onAsk: (text: string) => void;
}

const SavedQueriesBox = lazily(async () => (await import('./saved-queries-box.tsx')).SavedQueriesBox);

/** A button that opens what was saved, and saves what is written. */
export function SavedQueries({ text, onAsk }: SavedQueriesProps): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  return (
    <>
      <button
        ref={button}
        type="button"
        class="button quiet"
        aria-label="Saved queries"
        title="Saved queries"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="save" />
      </button>
      {isOpen && <SavedQueriesBox text={text} onAsk={onAsk} button={button} onClose={() => setOpen(false)} />}
    </>
  );
}
