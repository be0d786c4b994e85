import { type ReadonlySignal, signal } from '@preact/signals';
import { BRIDGE_VERSION } from '../../src/bridge/channel.ts';
import { recall, remember } from '../ui/remembered.ts';
import { type LiveFixes, NO_FIXES } from '../../src/bridge/live-fix.ts';
import type { RelayLink, TabPipe } from './tab-pipe.ts';

/** The fixes that this panel has put in force on its tab, documents to come included. */
export class PanelFixes {
  readonly #relays = new Set<RelayLink>();
  readonly #state = signal<LiveFixes>(NO_FIXES);
  readonly #pipe: Pick<TabPipe, 'repair'>;
  readonly #record: string;
  #isMine = false;

  constructor(pipe: Pick<TabPipe, 'repair'>, tabId: number) {
    this.#pipe = pipe;
    this.#record = `fixes of tab ${tabId}`;
  }

  get state(): ReadonlySignal<LiveFixes> {
    return this.#state;
  }

  /**
   * @param found what is in force there: fixes that were to stay when the panel before this one went
   * @returns whether a panel had set them. A page can forge what its document leaves for the next one; taken over, that
   * would redirect the sockets of every other page in the tab.
   */
  relayCame(relay: RelayLink, found: LiveFixes): boolean {
    this.#relays.add(relay);
    relay.onGone(() => this.#relays.delete(relay));
    if (!this.#isMine && found.fixes.length === 0) return true;
    const isGenuine = this.#isMine || recall(this.#record, '', isString) === digest(found);
    if (!this.#isMine && isGenuine) this.set(found);
    else this.#tell(relay);
    return isGenuine;
  }

  set(state: LiveFixes): void {
    this.#isMine = true;
    this.#state.value = state;
    remember(this.#record, digest(state));
    for (const relay of this.#relays) this.#tell(relay);
    this.#pipe.repair?.(state.fixes.flatMap(({ repair, pattern }) => (repair ? [pattern] : [])));
  }

  #tell(relay: RelayLink): void {
    relay.post({ version: BRIDGE_VERSION, type: 'fix', fixes: this.#state.value });
  }
}

const isString = (value: unknown): value is string => typeof value === 'string';

function digest({ fixes, keep }: LiveFixes): string {
  return JSON.stringify([
    keep,
    fixes.map(({ pattern, protocols, url, repair }) => [pattern, protocols, url, repair]),
  ]);
}
