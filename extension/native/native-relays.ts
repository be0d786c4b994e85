import { type ReadonlySignal, signal } from '@preact/signals';
import type { RelayInfo } from '../../src/bridge/relay-feed.ts';
import type { Session } from '../../src/session/session.ts';
import type { Found } from './find-relays.ts';
import type { FollowStatus } from './follow-relay.ts';
import type { Opened } from './open-recording.ts';

export type Search = Found | { readonly status: 'idle' | 'looking' };

export interface Followed {
  readonly relay: RelayInfo;
  readonly state: FollowStatus;
}

/** A recording that is being read, or what came of it. */
export type Recording =
  | { readonly name: string; readonly status: 'reading'; readonly lines: number }
  | { readonly name: string; readonly status: 'read'; readonly opened: Opened };

/** The native relays that one panel or tester knows of. Nothing is asked or connected unless the person wants it. */
export class NativeRelays {
  readonly #session: Session;
  readonly #search = signal<Search>({ status: 'idle' });
  readonly #followed = signal<ReadonlyMap<string, Followed>>(new Map());
  readonly #recording = signal<Recording | null>(null);
  readonly #stops = new Map<string, () => void>();

  constructor(session: Session) {
    this.#session = session;
  }

  get search(): ReadonlySignal<Search> {
    return this.#search;
  }

  /** By their keys; those that are gone, too. */
  get followed(): ReadonlySignal<ReadonlyMap<string, Followed>> {
    return this.#followed;
  }

  /** The one that was opened last. */
  get recording(): ReadonlySignal<Recording | null> {
    return this.#recording;
  }

  async look(): Promise<void> {
    this.#search.value = { status: 'looking' };
    const { findRelays } = await import('./find-relays.ts');
    this.#search.value = await findRelays();
  }

  async follow(relay: RelayInfo): Promise<void> {
    const key = relay.relayKey;
    this.#stops.get(key)?.();
    this.#tell(relay, { status: 'connecting' });
    const { followRelay } = await import('./follow-relay.ts');
    if (!this.#followed.value.has(key)) return;
    this.#stops.set(
      key,
      followRelay(this.#session, relay, (state) => this.#tell(relay, state)),
    );
  }

  async openRecording(file: File): Promise<void> {
    const { name } = file;
    if (this.#recording.value?.status === 'reading') return;
    this.#recording.value = { name, status: 'reading', lines: 0 };
    let opened: Opened;
    try {
      const { openRecording } = await import('./open-recording.ts');
      opened = await openRecording(this.#session, file, (lines) => {
        this.#recording.value = { name, status: 'reading', lines };
      });
    } catch (error) {
      // Such as a file that was changed or taken away while it was read.
      opened = { ok: false, why: error instanceof Error ? error.message : String(error) };
    }
    this.#recording.value = { name, status: 'read', opened };
  }

  stop(key: string): void {
    this.#stops.get(key)?.();
    this.#stops.delete(key);
    this.#followed.value = new Map([...this.#followed.value].filter(([each]) => each !== key));
  }

  #tell(relay: RelayInfo, state: FollowStatus): void {
    this.#followed.value = new Map(this.#followed.value).set(relay.relayKey, { relay, state });
  }
}
