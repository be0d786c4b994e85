import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { type PayloadFormat, parsePayload } from '../../src/payload/parse-payload.ts';
import { formatBytes } from '../ui/formatting.ts';
import { Icon } from '../ui/icon.tsx';
import { isSamePayload, type SavedPayload, savedPayloads, withFirst } from './remembered-lists.ts';
import { createRepeater } from './repeater.ts';
import type { TesterSocket } from './tester-socket.ts';

const FORMATS: readonly (readonly [PayloadFormat, string])[] = [
  ['text', 'Text'],
  ['json', 'JSON'],
  ['hex', 'Hex'],
  ['base64', 'Base64'],
];

export interface ComposerProps {
  readonly socket: TesterSocket | undefined;
  /** Whether the connection is open, as it is drawn. */
  readonly canSend: boolean;
  /** What is written; set from outside by "Send again". */
  readonly draft: Signal<SavedPayload>;
}

/** Writes a payload down and sends it, once or many times. */
export function Composer({ socket, canSend, draft }: ComposerProps): JSX.Element {
  const times = useSignal('1');
  const every = useSignal('0');
  const complaint = useSignal('');
  const repeater = useMemo(createRepeater, []);
  const { format, text } = draft.value;
  const dispatch = (data: string | Uint8Array<ArrayBuffer>) => {
    if (!socket) return;
    complaint.value = '';
    const count = Math.max(1, Number(times.value) || 1);
    if (count === 1) socket.send(data);
    else repeater.start(socket, data, count, Math.max(0, Number(every.value) || 0));
  };
  const send = () => {
    const parsed = parsePayload(format, text);
    if (parsed.ok) dispatch(parsed.data);
    else complaint.value = parsed.why;
  };
  const sendFile = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    input.value = '';
    if (file) dispatch(new Uint8Array(await file.arrayBuffer()));
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="bar">
        <select
          class="input"
          aria-label="Format"
          value={format}
          onChange={(event) => (draft.value = { text, format: event.currentTarget.value as PayloadFormat })}
        >
          {FORMATS.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        <label title="How many times to send it">
          ×{' '}
          <input
            class="input"
            size={6}
            inputMode="numeric"
            aria-label="Times"
            value={times.value}
            onInput={(event) => (times.value = event.currentTarget.value)}
          />
        </label>
        <label title="Milliseconds between two sends">
          every{' '}
          <input
            class="input"
            size={5}
            inputMode="numeric"
            aria-label="Interval in milliseconds"
            value={every.value}
            onInput={(event) => (every.value = event.currentTarget.value)}
          />{' '}
          ms
        </label>
        <span class="gap" />
        {complaint.value && (
          <span class="error-text" role="alert">
            {complaint.value}
          </span>
        )}
        {repeater.left.value > 0 && (
          <button type="button" class="button" onClick={repeater.stop}>
            Stop ({repeater.left.value} left)
          </button>
        )}
        <label class="button" title="Send the bytes of a file">
          File…
          <input
            type="file"
            class="visually-hidden"
            disabled={!canSend}
            onChange={(event) => void sendFile(event.currentTarget)}
          />
        </label>
        <button
          type="button"
          class="button"
          title="Remember this payload"
          onClick={() => (savedPayloads.value = withFirst(savedPayloads.value, draft.value, isSamePayload))}
        >
          <Icon name="save" /> Save
        </button>
        <button type="submit" class="button primary" disabled={!canSend} title="Send (Ctrl+Enter)">
          Send
        </button>
      </div>
      <textarea
        class="mono"
        aria-label="Message"
        placeholder={canSend ? 'What to send' : 'Connect first, then write what to send'}
        spellcheck={false}
        value={text}
        onInput={(event) => (draft.value = { format, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          if (canSend) send();
        }}
      />
      {savedPayloads.value.length > 0 && (
        <ul class="saved-payloads" aria-label="Saved payloads">
          {savedPayloads.value.map((saved) => (
            <li key={`${saved.format} ${saved.text}`}>
              <button
                type="button"
                class="button quiet mono"
                title={saved.text}
                onClick={() => (draft.value = saved)}
              >
                {saved.format}: {saved.text.slice(0, 30) || '(empty)'}{' '}
                <span class="dim">{formatBytes(saved.text.length)}</span>
              </button>
              <button
                type="button"
                class="button quiet"
                aria-label="Forget this payload"
                onClick={() =>
                  (savedPayloads.value = savedPayloads.value.filter((other) => !isSamePayload(other, saved)))
                }
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
