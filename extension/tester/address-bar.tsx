import type { ComponentChildren, JSX } from 'preact';
import { isSubprotocol } from '../../src/websocket/subprotocol.ts';
import { Icon } from '../ui/icon.tsx';
import { recentUrls } from './remembered-lists.ts';
import { offeredBy, type TesterState } from './tester-state.ts';

/** Where to connect, and what to offer. */
export function AddressBar({
  state,
  children,
}: {
  readonly state: TesterState;
  /** More tools at the end of the bar. */
  readonly children: ComponentChildren;
}): JSX.Element {
  const offered = offeredBy(state.subprotocols.value);
  const isBad = offered.some((protocol) => !isSubprotocol(protocol));
  return (
    <form
      class="bar address-bar"
      onSubmit={(event) => {
        event.preventDefault();
        state.connect();
      }}
    >
      <label class="address-url">
        URL
        <input
          class="input mono"
          list="recent-urls"
          aria-label="URL"
          spellcheck={false}
          autocomplete="off"
          value={state.url.value}
          onInput={(event) => (state.url.value = event.currentTarget.value)}
        />
        <datalist id="recent-urls">
          {recentUrls.value.map((url) => (
            <option key={url} value={url} />
          ))}
        </datalist>
      </label>
      <label class="address-subprotocols">
        Subprotocols
        <input
          class="input mono"
          aria-label="Subprotocols"
          placeholder="none; several with commas"
          spellcheck={false}
          autocomplete="off"
          aria-invalid={isBad}
          title={
            isBad
              ? 'One of these is no valid subprotocol; the constructor will throw.'
              : `Offered: ${offered.join(', ') || 'none'}`
          }
          value={state.subprotocols.value}
          onInput={(event) => (state.subprotocols.value = event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button primary">
        Connect
      </button>
      {recentUrls.value.length > 0 && (
        <button
          type="button"
          class="button quiet"
          title="Forget the recent URLs"
          aria-label="Forget the recent URLs"
          onClick={() => (recentUrls.value = [])}
        >
          <Icon name="delete" />
        </button>
      )}
      {children}
    </form>
  );
}
