import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Connection } from '../../src/session/connection.ts';
import type { NativeRelays } from '../native/native-relays.ts';
import { Icon } from '../ui/icon.tsx';
import { NativeRelaysArea } from '../ui/native/native-relays-area.tsx';
import { NativeRelaysButton } from '../ui/native/native-relays-button.tsx';
import { base64Of, textOf } from '../ui/frame/payload-text.ts';
import { Workbench } from '../ui/workbench/workbench.tsx';
import { AddressBar } from './address-bar.tsx';
import { CloseControls } from './close-controls.tsx';
import { Composer } from './composer.tsx';
import type { SavedPayload } from './remembered-lists.ts';
import './tester.css';
import type { TesterState } from './tester-state.ts';

/** The tester: an address bar, the workbench, and a composer. */
export function TesterView({
  state,
  relays,
}: {
  readonly state: TesterState;
  readonly relays: NativeRelays;
}): JSX.Element {
  const showsRelays = useSignal(false);
  state.workbench.version.value;
  const draft = useSignal<SavedPayload>({ format: 'text', text: '' });
  const socket = state.socketOf(state.workbench.connection.value);
  return (
    <>
      <AddressBar state={state}>
        <NativeRelaysButton relays={relays} isOpen={showsRelays} />
      </AddressBar>
      <NativeRelaysArea relays={relays} isOpen={showsRelays} />
      <Workbench
        state={state.workbench}
        surface={{
          emptyState: (
            <div>
              <h2>Open a test connection</h2>
              <p>Write a URL above and press Enter. Several connections can be open side by side.</p>
              <p class="dim">
                To have a partner, run <code>socketscope echo</code> and connect to{' '}
                <code>ws://localhost:9999</code>.
              </p>
            </div>
          ),
          prober: state.prober,
          actions: (connection) => <Actions state={state} connection={connection} />,
          onSendAgain: (payload, isBinary) => {
            draft.value = isBinary
              ? { format: 'base64', text: base64Of(payload) }
              : { format: 'text', text: textOf(payload) };
          },
        }}
      />
      <Composer socket={socket} canSend={socket?.isOpen ?? false} draft={draft} />
    </>
  );
}

function Actions({
  state,
  connection,
}: {
  readonly state: TesterState;
  readonly connection: Connection;
}): JSX.Element {
  const socket = state.socketOf(connection.id);
  const { evidence } = connection;
  const reconnect = () => {
    // A native client's own argument leads through its relay.
    state.url.value = connection.wire ? evidence.url : evidence.argument;
    state.subprotocols.value = evidence.protocols.join(', ');
    state.connect();
  };
  return (
    <>
      {socket && (connection.state === 'open' || connection.state === 'connecting') ? (
        <CloseControls key={connection.id} socket={socket} />
      ) : (
        <button type="button" class="button" onClick={reconnect}>
          <Icon name="repeat" /> {connection.wire ? 'Connect as it did' : 'Reconnect'}
        </button>
      )}
    </>
  );
}
