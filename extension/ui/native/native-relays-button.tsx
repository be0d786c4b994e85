import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { NativeRelays } from '../../native/native-relays.ts';
import { Icon } from '../icon.tsx';

/** Shows or hides the native relays. Showing them asks which run, and nothing else ever does. */
export function NativeRelaysButton({
  relays,
  isOpen,
}: {
  readonly relays: NativeRelays;
  readonly isOpen: Signal<boolean>;
}): JSX.Element {
  return (
    <button
      type="button"
      class="button quiet"
      aria-expanded={isOpen.value}
      title="Native clients, seen by relays that run on this machine, and recordings of relays"
      onClick={() => {
        isOpen.value = !isOpen.value;
        if (isOpen.value) void relays.look();
      }}
    >
      <Icon name="relays" /> Relays
    </button>
  );
}
