import type { ComponentChildren, JSX, RefObject } from 'preact';
import type { QueryError } from '../../../src/query/parser.ts';
import './filter-box.css';
import { formatCount } from '../formatting.ts';
import { QueryInput, type QueryInputProps } from './query-input.tsx';
import { rememberAsked } from './query-memory.ts';
import { SavedQueries } from './saved-queries.tsx';

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
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly suggest: QueryInputProps['suggest'];
  /** A query is likely to be written now. */
  readonly onExpect: () => void;
  /** On to the next frame that is found, or to the one before. */
  readonly onStep: (step: 1 | -1) => void;
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
        <QueryInput
          text={filter.text}
          onText={(text) => onFilter({ ...filter, text })}
          wrong={error?.span ?? null}
          isInvalid={problem !== null}
          errorId="filter-error"
          suggest={props.suggest}
          inputRef={props.inputRef}
          onFocus={props.onExpect}
          onDone={() => {
            if (error === null) rememberAsked(filter.text);
          }}
          onStep={props.onStep}
        />
        <span class="dim filter-count" aria-live="off">
          {props.searched !== null && `searching ${Math.floor(props.searched * 100)} %… `}
          {props.shown === props.total ? '' : `${formatCount(props.shown)} of ${formatCount(props.total)}`}
        </span>
        <SavedQueries text={filter.text} onAsk={(text) => onFilter({ ...filter, text })} />
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
