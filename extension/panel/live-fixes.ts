import { type ReadonlySignal, signal } from '@preact/signals';
import { BRIDGE_VERSION } from '../../src/bridge/channel.ts';
import { type LiveFixes, NO_FIXES } from '../../src/bridge/live-fix.ts';
import type { RelayLink, TabPipe } from './tab-pipe.ts';

/** The fixes that this panel has put in force on its tab, documents to come included. */
export class PanelFixes {
  readonly #relays = new Set<RelayLink>();
  readonly #state = signal<LiveFixes>(NO_FIXES);
  readonly #pipe: Pick<TabPipe, 'repair'>;
  #isMine = false;

  constructor(pipe: Pick<TabPipe, 'repair'>) {
    this.#pipe = pipe;
  }

  get state(): ReadonlySignal<LiveFixes> {
    return this.#state;
  }

  /** @param found what is in force there: fixes that were to stay when the panel before this one went */
  relayCame(relay: RelayLink, found: LiveFixes): void {
    this.#relays.add(relay);
    relay.onGone(() => this.#relays.delete(relay));
    if (!this.#isMine && found.fixes.length > 0) this.set(found);
    else if (this.#isMine) this.#tell(relay);
  }

  set(state: LiveFixes): void {
    this.#isMine = true;
    this.#state.value = state;
    for (const relay of this.#relays) this.#tell(relay);
    this.#pipe.repair?.(state.fixes.flatMap(({ repair, pattern }) => (repair ? [pattern] : [])));
  }

  #tell(relay: RelayLink): void {
    relay.post({ version: BRIDGE_VERSION, type: 'fix', fixes: this.#state.value });
  }
}
