import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { LiveFix, LiveFixes } from '../../src/bridge/live-fix.ts';
import { isSubprotocol, parseSubprotocols } from '../../src/websocket/subprotocol.ts';
import { Icon } from '../ui/icon.tsx';
import './fix-bar.css';

export interface FixBarProps {
  readonly state: LiveFixes;
  readonly onChange: (state: LiveFixes) => void;
  /** Whether the browser lets an extension repair an answer. */
  readonly canRepair: boolean;
  /** Absent where the page cannot be reloaded from here. */
  readonly onReload: (() => void) | undefined;
}

/** What is done differently on the live page, always in sight while it is. */
export function FixBar({ state, onChange, canRepair, onReload }: FixBarProps): JSX.Element | null {
  if (state.fixes.length === 0) return null;
  const change = (fixes: readonly LiveFix[]) => onChange({ ...state, fixes });
  return (
    <section class="fix-bar" aria-label="Fixes in force on this page">
      <div class="bar">
        <Icon name="fix" />
        <b>{state.fixes.length === 1 ? 'A fix is' : `${state.fixes.length} fixes are`} tried on this page</b>
        <span class="dim">Connections that open from now on are made so. Nothing changes on the server.</span>
        <span class="gap" />
        <label title="Otherwise it ends when this panel is closed. A repaired answer always ends then.">
          <input
            type="checkbox"
            checked={state.keep}
            onChange={(event) => onChange({ ...state, keep: event.currentTarget.checked })}
          />{' '}
          Keep for this tab
        </label>
        {onReload && (
          <button type="button" class="button" onClick={onReload}>
            Reload page
          </button>
        )}
        <button
          type="button"
          class="button"
          onClick={() =>
            change([...state.fixes, { pattern: '*', protocols: null, url: null, repair: false }])
          }
        >
          Add
        </button>
        <button type="button" class="button" onClick={() => change([])}>
          End
        </button>
      </div>
      {state.fixes.map((fix, index) => (
        <FixRow
          key={index}
          fix={fix}
          canRepair={canRepair}
          onChange={(changed) => change(state.fixes.with(index, changed))}
          onRemove={() => change(state.fixes.toSpliced(index, 1))}
        />
      ))}
    </section>
  );
}

type Offer = 'same' | 'none' | 'these';

function FixRow({
  fix,
  canRepair,
  onChange,
  onRemove,
}: {
  readonly fix: LiveFix;
  readonly canRepair: boolean;
  readonly onChange: (fix: LiveFix) => void;
  readonly onRemove: () => void;
}): JSX.Element {
  const id = useId();
  const offer: Offer = fix.protocols === null ? 'same' : fix.protocols.length === 0 ? 'none' : 'these';
  const chooseOffer = (chosen: string) => {
    const protocols = { same: null, none: [], these: ['binary'] }[chosen as Offer];
    onChange({ ...fix, protocols });
  };
  return (
    <div class="fix-row">
      <label for={`${id}-pattern`}>For</label>
      <input
        id={`${id}-pattern`}
        class="mono"
        value={fix.pattern}
        title="A URL; * stands for any characters"
        onChange={(event) => onChange({ ...fix, pattern: event.currentTarget.value })}
      />
      <label for={`${id}-offer`}>offer</label>
      <select id={`${id}-offer`} value={offer} onChange={(event) => chooseOffer(event.currentTarget.value)}>
        <option value="same">what the page asks for</option>
        <option value="none">no subprotocol</option>
        <option value="these">instead:</option>
      </select>
      {offer === 'these' && (
        <Checked
          label="Subprotocols"
          value={fix.protocols?.join(', ') ?? ''}
          problem={(text) =>
            parseSubprotocols(text).every(isSubprotocol) ? '' : 'A subprotocol is a word without spaces'
          }
          onChange={(text) => onChange({ ...fix, protocols: parseSubprotocols(text) })}
        />
      )}
      <span>connect to</span>
      <Checked
        label="Connect to"
        value={fix.url ?? ''}
        placeholder="where the page wants to"
        problem={(text) => (text === '' || isWebSocketUrl(text) ? '' : 'A URL with ws: or wss:, without #')}
        onChange={(text) => onChange({ ...fix, url: text === '' ? null : text })}
      />
      {canRepair && (
        <label title="Puts the subprotocol that the page offers into an answer that lacks it or has another">
          <input
            type="checkbox"
            checked={fix.repair}
            onChange={(event) => onChange({ ...fix, repair: event.currentTarget.checked })}
          />{' '}
          repair the answer
        </label>
      )}
      <button type="button" class="button quiet" aria-label="Remove this fix" onClick={onRemove}>
        ✕
      </button>
    </div>
  );
}

/** A field that takes effect once what it holds is right. */
function Checked(props: {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly problem: (text: string) => string;
  readonly onChange: (text: string) => void;
}): JSX.Element {
  const take = (field: HTMLInputElement) => {
    const problem = props.problem(field.value.trim());
    field.setCustomValidity(problem);
    if (problem === '') props.onChange(field.value.trim());
    else field.reportValidity();
  };
  return (
    <input
      class="mono"
      aria-label={props.label}
      value={props.value}
      placeholder={props.placeholder ?? ''}
      onChange={(event) => take(event.currentTarget)}
    />
  );
}

function isWebSocketUrl(text: string): boolean {
  return /^wss?:\/\//i.test(text) && URL.canParse(text) && !text.includes('#');
}
