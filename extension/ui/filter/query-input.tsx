import type { JSX, RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Suggestion } from '../../../src/query/completion.ts';
import type { Span } from '../../../src/query/span.ts';
import './query-input.css';
import { SuggestionList } from './query-suggestions.tsx';

export interface QueryInputProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** What is wrong in the text; `null` for nothing. */
  readonly wrong: Span | null;
  readonly isInvalid: boolean;
  /** Id of what says why. */
  readonly errorId: string;
  /** What may be written at the caret, some time later the first time. */
  readonly suggest: (text: string, caret: number) => Promise<readonly Suggestion[]>;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onFocus: () => void;
  /** The person is done with writing. */
  readonly onDone: () => void;
  /** Enter, or with Shift backwards. */
  readonly onStep: (step: 1 | -1) => void;
}

const NO_SUGGESTIONS: readonly Suggestion[] = [];
const LIST_ID = 'filter-suggestions';

/** The box that a query is written in: suggests at the caret, and underlines what cannot be read. */
export function QueryInput(props: QueryInputProps): JSX.Element {
  const { text, onText, inputRef } = props;
  const [suggestions, setSuggestions] = useState(NO_SUGGESTIONS);
  const [active, setActive] = useState(-1);
  const underline = useRef<HTMLDivElement>(null);
  /** What suggestions were asked for last; `null` once nobody waits for them. */
  const latest = useRef<{ readonly text: string } | null>(null);

  const suggest = (text: string, caret: number) => {
    const asked = (latest.current = { text });
    const show = async () => {
      const found = await props.suggest(text, caret);
      if (latest.current !== asked) return;
      setSuggestions(found);
      setActive(-1);
    };
    void show();
  };
  const close = () => {
    latest.current = null;
    setSuggestions(NO_SUGGESTIONS);
  };
  const take = ({ insert, from, to }: Suggestion) => {
    const input = inputRef.current;
    const changed = text.slice(0, from) + insert + text.slice(to);
    const caret = from + insert.length;
    onText(changed);
    // What follows a key is suggested at once.
    if (/[:.]$/.test(insert)) suggest(changed, caret);
    else close();
    if (!input) return;
    input.value = changed;
    input.focus();
    input.setSelectionRange(caret, caret);
  };
  const follow = () => {
    if (underline.current) underline.current.style.translate = `${-(inputRef.current?.scrollLeft ?? 0)}px 0`;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = suggestions[active];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = suggestions.length;
    if (step !== undefined && count > 0) {
      // One place more than there are suggestions: back in the box.
      setActive(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === 'ArrowDown' || (event.key === ' ' && event.ctrlKey)) {
      suggest(text, inputRef.current?.selectionStart ?? text.length);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) take(chosen);
    else if (event.key === 'Enter') {
      close();
      props.onDone();
      props.onStep(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape' && count > 0) close();
    else if (event.key === 'Escape') onText('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isOpen = suggestions.length > 0;
  return (
    <div class="query-field">
      <input
        ref={inputRef}
        type="search"
        role="searchbox"
        class="input"
        aria-label="Filter frames"
        aria-invalid={props.isInvalid}
        aria-describedby={props.isInvalid ? props.errorId : undefined}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? LIST_ID : undefined}
        aria-activedescendant={active < 0 ? undefined : `${LIST_ID}-${active}`}
        placeholder='Filter: text, "quoted", /regex/, dir:in, size>1k, json.op == "move" …'
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={({ currentTarget }) => {
          onText(currentTarget.value);
          suggest(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length);
          follow();
        }}
        onFocus={props.onFocus}
        onBlur={() => {
          close();
          props.onDone();
        }}
        onScroll={follow}
        onKeyDown={onKeyDown}
      />
      {props.wrong && (
        <div class="query-wrong" aria-hidden="true">
          <div ref={underline}>
            {text.slice(0, props.wrong.start)}
            <span>{text.slice(props.wrong.start, props.wrong.end)}</span>
          </div>
        </div>
      )}
      {isOpen && <SuggestionList id={LIST_ID} suggestions={suggestions} active={active} onTake={take} />}
      <span class="visually-hidden" aria-live="polite">
        {isOpen && active < 0 ? `${suggestions.length} suggestions` : ''}
      </span>
    </div>
  );
}
