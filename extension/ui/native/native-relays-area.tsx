import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { NativeRelays } from '../../native/native-relays.ts';
import { lazily } from '../lazily.tsx';
import './native-relays-section.css';
import { RecordingDrop } from './recording-drop.tsx';

const NativeRelaysSection = lazily(
  async () => (await import('./native-relays-section.tsx')).NativeRelaysSection,
);

/** Where the native relays show while the person wants to see them; takes recordings that are dropped all the while. */
export function NativeRelaysArea({
  relays,
  isOpen,
}: {
  readonly relays: NativeRelays;
  readonly isOpen: Signal<boolean>;
}): JSX.Element {
  return (
    <>
      {isOpen.value && <NativeRelaysSection relays={relays} isOpen={isOpen} />}
      <RecordingDrop relays={relays} opened={() => (isOpen.value = true)} />
    </>
  );
}
