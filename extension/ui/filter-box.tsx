import type { ComponentChildren, JSX, Ref } from 'preact';
import type { QueryError } from '../../src/query/parser.ts';
import './filter-box.css';
import { formatCount } from './formatting.ts';

type DirectionChoice = 'all' | 'sent' | 'received';
type TypeChoice = 'all' | 'text' | 'binary';

export interface Filter {
  readonly text: string;
  readonly direction: DirectionChoice;
  readonly type: TypeChoice;
}

export interface FilterBoxProps {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly error: QueryError | null;
  readonly searchError: string | null;
  readonly shown: number;
  readonly total: number;
  /** How much was looked at, from 0 to 1; `null` where all was. */
  readonly searched: number | null;
  readonly inputRef: Ref<HTMLInputElement>;
  /** More to choose by. */
  readonly children?: ComponentChildren;
}

/** What frames to show: a text or a query, a direction, a type. */
export function FilterBox(props: FilterBoxProps): JSX.Element {
  const { filter, onFilter, error } = props;
  const problem = error?.message ?? props.searchError;
  return (
    <div class="filter-box bar">
      <div class="filter-input">
        <input
          ref={props.inputRef}
          type="search"
          role="searchbox"
          class="input"
          aria-label="Filter frames"
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : 'filter-error'}
          placeholder="Filter: text, /regex/, dir:sent, type:binary, -not"
          spellcheck={false}
          value={filter.text}
          onInput={(event) => {
            onFilter({ ...filter, text: event.currentTarget.value });
          }}
          onKeyDown={(event) => event.key === 'Escape' && onFilter({ ...filter, text: '' })}
        />
        <span class="dim filter-count" aria-live="off">
          {props.searched !== null && `searching ${Math.floor(props.searched * 100)} %… `}
          {props.shown === props.total ? '' : `${formatCount(props.shown)} of ${formatCount(props.total)}`}
        </span>
      </div>
      <div class="filter-choices">
        <Choices
          label="Direction"
          choices={['all', 'sent', 'received']}
          chosen={filter.direction}
          onChoose={(direction) => onFilter({ ...filter, direction })}
        />
        <Choices
          label="Type"
          choices={['all', 'text', 'binary']}
          chosen={filter.type}
          onChoose={(type) => onFilter({ ...filter, type })}
        />
        {props.children}
      </div>
      <span id="filter-error" class="error-text filter-error" role="alert" hidden={problem === null}>
        {problem}
      </span>
    </div>
  );
}

interface ChoicesProps<T extends string> {
  readonly label: string;
  readonly choices: readonly T[];
  readonly chosen: T;
  readonly onChoose: (choice: T) => void;
}

function Choices<T extends string>({ label, choices, chosen, onChoose }: ChoicesProps<T>): JSX.Element {
  return (
    <span role="group" aria-label={label} class="choices">
      {choices.map((choice) => (
        <button
          key={choice}
          type="button"
          class="button quiet"
          aria-pressed={choice === chosen}
          onClick={() => onChoose(choice)}
        >
          {choice}
        </button>
      ))}
    </span>
  );
}
