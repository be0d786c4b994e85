import type { Signal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import type { RelayInfo } from '../../../src/bridge/relay-feed.ts';
import type { FollowStatus } from '../../native/follow-relay.ts';
import type { NativeRelays } from '../../native/native-relays.ts';
import { CopyButton } from '../copy.tsx';
import { Icon } from '../icon.tsx';
import { RecordingButton, RecordingState } from './recording.tsx';

/** Port and target are those of the relay's and the echo server's defaults. */
const COMMAND = 'npx socketscope relay --target ws://localhost:9999';

/** Which native relays run, which are followed, and how to start one. */
export function NativeRelaysSection({
  relays,
  isOpen,
}: {
  readonly relays: NativeRelays;
  readonly isOpen: Signal<boolean>;
}): JSX.Element {
  return (
    <section class="native-relays" role="region" aria-label="Native relays">
      <div class="bar">
        <b>Native relays</b>
        <span class="dim native-relays-about">show what clients outside the browser do</span>
        <span class="gap" />
        <button type="button" class="button quiet" onClick={() => void relays.look()}>
          <Icon name="repeat" /> Look again
        </button>
        <RecordingButton relays={relays} />
        <button
          type="button"
          class="button quiet"
          aria-label="Hide the native relays"
          title="Hide; relays that are followed go on being followed"
          onClick={() => (isOpen.value = false)}
        >
          ✕
        </button>
      </div>
      <SearchResult relays={relays} />
      <RecordingState relays={relays} />
    </section>
  );
}

function SearchResult({ relays }: { readonly relays: NativeRelays }): JSX.Element | null {
  const search = relays.search.value;
  const followed = relays.followed.value;
  const found = search.status === 'found' ? search.relays : [];
  // One that is gone is found no more, and still has something to say.
  const others = [...followed.values()].filter(({ relay }) => !isIn(found, relay));
  const rows = [...found, ...others.map(({ relay }) => relay)];
  return (
    <>
      {rows.length > 0 && (
        <ul>
          {rows.map((relay) => (
            <RelayRow
              key={relay.relayKey}
              relay={relay}
              state={followed.get(relay.relayKey)?.state}
              relays={relays}
            />
          ))}
        </ul>
      )}
      <div role="status">
        <Outcome relays={relays} />
      </div>
    </>
  );
}

function Outcome({ relays }: { readonly relays: NativeRelays }): ComponentChildren {
  const search = relays.search.value;
  switch (search.status) {
    case 'idle':
      return null;
    case 'looking':
      return <p class="dim">Looking on this machine…</p>;
    case 'failed':
      return <p class="error-text">What answers at port 9997 of this machine is no relay: {search.why}.</p>;
    case 'found':
      return search.relays.length === 0 ? <HowToStart /> : null;
    case 'none':
      return <HowToStart />;
  }
}

function HowToStart(): JSX.Element {
  return (
    <>
      <p>
        No relay runs on this machine. Start one in front of your server, and let the client connect to{' '}
        <code>ws://localhost:9998</code> in its place:
      </p>
      <p class="native-relays-command">
        <code>{COMMAND}</code>
        <CopyButton label="Copy" title="Copy the command" text={() => COMMAND} />
      </p>
    </>
  );
}

function RelayRow({
  relay,
  state,
  relays,
}: {
  readonly relay: RelayInfo;
  readonly state: FollowStatus | undefined;
  readonly relays: NativeRelays;
}): JSX.Element {
  const { relayKey, url, target, edits } = relay;
  const isFollowed = state !== undefined && !hasStopped(state);
  return (
    <li>
      <span class="native-relays-way mono">
        {url} <span aria-label="leads to">→</span> {target}
      </span>
      <span class="dim">{edits.length === 0 ? 'changes nothing' : `changes: ${edits.join('; ')}`}</span>
      <span class={`native-relays-state ${state && hasStopped(state) ? 'error-text' : ''}`} role="status">
        {state && inWords(state)}
      </span>
      <button
        type="button"
        class="button"
        aria-label={`${isFollowed ? 'Stop following' : 'Follow'} ${url}`}
        onClick={() => (isFollowed ? relays.stop(relayKey) : void relays.follow(relay))}
      >
        {isFollowed ? 'Stop following' : 'Follow'}
      </button>
    </li>
  );
}

function hasStopped({ status }: FollowStatus): boolean {
  return status === 'gone' || status === 'not-understood';
}

function inWords(state: FollowStatus): string {
  switch (state.status) {
    case 'connecting':
      return 'connecting…';
    case 'following':
      return 'following';
    case 'lost':
      return 'does not answer, trying again…';
    case 'gone':
      return 'has ended';
    case 'not-understood':
      return `not understood, is it of another version? ${state.why}`;
  }
}

function isIn(relays: readonly RelayInfo[], { relayKey }: RelayInfo): boolean {
  return relays.some((relay) => relay.relayKey === relayKey);
}
