import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Suggestion } from '../../../src/query/completion.ts';

export interface SuggestionListProps {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  /** Place of the one that a key takes; -1 for none. */
  readonly active: number;
  readonly onTake: (suggestion: Suggestion) => void;
}

/** What may be written, below the box (WAI-ARIA listbox; the focus stays in the box). */
export function SuggestionList({ id, suggestions, active, onTake }: SuggestionListProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div ref={list} id={id} class="query-suggestions" role="listbox" aria-label="Suggestions">
      {suggestions.map((suggestion, i) => (
        <div
          key={`${suggestion.label} ${suggestion.insert}`}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === active}
          onMouseDown={(event) => {
            // The box keeps the focus.
            event.preventDefault();
            onTake(suggestion);
          }}
        >
          <span class="mono">{suggestion.label}</span>
          <span class="dim">{suggestion.detail}</span>
        </div>
      ))}
    </div>
  );
}
