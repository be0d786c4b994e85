import type { JSX, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { deleteQuery, savedQueries, saveQuery } from './query-memory.ts';
import type { SavedQueriesProps } from './saved-queries.tsx';
import './saved-queries.css';

export interface SavedQueriesBoxProps extends SavedQueriesProps {
  /** Gets the focus back. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** What was saved, and a field to save what is written. */
export function SavedQueriesBox({ text, onAsk, button, onClose }: SavedQueriesBoxProps): JSX.Element {
  const [name, setName] = useState('');
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input:enabled, li button')?.focus();
    const onPointerDown = ({ target }: Event) => {
      if (!(target instanceof Node)) return;
      if (!box.current?.contains(target) && !button.current?.contains(target)) onClose();
    };
    document.addEventListener('pointerdown', onPointerDown, true);
    return () => document.removeEventListener('pointerdown', onPointerDown, true);
  }, []);

  const close = () => {
    onClose();
    button.current?.focus();
  };
  const save = (event: Event) => {
    event.preventDefault();
    if (name.trim() === '' || text.trim() === '') return;
    saveQuery({ name: name.trim(), text: text.trim() });
    close();
  };
  return (
    <div
      ref={box}
      class="saved-queries"
      role="dialog"
      aria-label="Saved queries"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <form class="saved-queries-form" onSubmit={save}>
        <input
          class="input"
          aria-label="Name of the query"
          placeholder={text.trim() === '' ? 'Write a query to save it' : 'Name of this query'}
          maxLength={100}
          disabled={text.trim() === ''}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
        <button type="submit" class="button" disabled={name.trim() === '' || text.trim() === ''}>
          Save
        </button>
      </form>
      {savedQueries.value.length === 0 ? (
        <p class="dim">No query is saved yet.</p>
      ) : (
        <ul>
          {savedQueries.value.map((query) => (
            <li key={query.name}>
              <button
                type="button"
                class="button quiet saved-query"
                title={query.text}
                onClick={() => {
                  onAsk(query.text);
                  close();
                }}
              >
                <span>{query.name}</span>
                <span class="dim mono">{query.text}</span>
              </button>
              <button
                type="button"
                class="button quiet"
                aria-label={`Delete ${query.name}`}
                title={`Delete ${query.name}`}
                onClick={() => deleteQuery(query)}
              >
                <Icon name="delete" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
