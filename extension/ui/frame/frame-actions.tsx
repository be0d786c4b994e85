import type { JSX } from 'preact';
import { fileNameOf } from '../../../src/payload/file-name.ts';
import { MAX_COMMAND_PAYLOAD, sendCommand } from '../../../src/payload/send-command.ts';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import type { Connection } from '../../../src/session/connection.ts';
import { CopyMenu } from './copy-menu.tsx';
import { copyWritten } from './frame-copy.ts';
import { Icon } from '../icon.tsx';
import { tell } from '../notice.ts';
import { saveFile } from './save-file.ts';

export interface FrameActionsProps {
  readonly store: FrameStore;
  readonly row: number;
  readonly connection: Connection | undefined;
  /** Offered for frames that were sent. */
  readonly onSendAgain?: ((payload: Uint8Array, isBinary: boolean) => void) | undefined;
}

/** What can be done with a frame: copy it, save its payload, send it again. */
export function FrameActions({ store, row, connection, onSendAgain }: FrameActionsProps): JSX.Element {
  const payload = store.payload(row);
  const type = store.payloadType(row);
  const copyCommand = (url: string, subprotocols: readonly string[]) => {
    if (payload.length > MAX_COMMAND_PAYLOAD)
      tell('Too long for a command line: save the payload and send it with --file');
    else copyWritten(sendCommand({ url, subprotocols, type, payload }), 'the command');
  };
  const save = () => {
    const url = connection?.evidence.url;
    const name = fileNameOf({ url, direction: store.direction(row), time: store.time(row), type, payload });
    saveFile(name, payload);
    tell(`Saved as ${name}`);
  };
  return (
    <>
      <CopyMenu
        label="Copy"
        payload={() => payload}
        items={
          connection
            ? [
                {
                  label: 'Copy as command line',
                  run: () => copyCommand(connection.evidence.url, connection.evidence.protocols),
                },
              ]
            : []
        }
      />
      <button type="button" class="button quiet" title="Save the payload as a file" onClick={save}>
        <Icon name="save" />
        Save
      </button>
      {onSendAgain && store.direction(row) === 'sent' && (
        <button type="button" class="button quiet" onClick={() => onSendAgain(payload, type === 'binary')}>
          Send again
        </button>
      )}
    </>
  );
}
