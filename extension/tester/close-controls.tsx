import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { TesterSocket } from './tester-socket.ts';

/** Bytes that a reason may have (RFC 6455 §5.5). */
const MAX_REASON = 123;

/** Closes a connection with a code and a reason. */
export function CloseControls({ socket }: { readonly socket: TesterSocket }): JSX.Element {
  const code = useSignal('');
  const reason = useSignal('');
  const complaint = useSignal('');
  const close = () => {
    const number = code.value.trim() === '' ? undefined : Number(code.value);
    complaint.value = whyNot(number, reason.value) ?? '';
    if (complaint.value === '') socket.close(number, reason.value);
  };
  return (
    <span class="close-controls">
      <input
        class="input"
        size={5}
        aria-label="Close code"
        placeholder="code"
        value={code.value}
        onInput={(event) => (code.value = event.currentTarget.value)}
      />
      <input
        class="input"
        aria-label="Close reason"
        placeholder="reason"
        value={reason.value}
        onInput={(event) => (reason.value = event.currentTarget.value)}
      />
      <button type="button" class="button" onClick={close}>
        Disconnect
      </button>
      {complaint.value && (
        <span class="error-text" role="alert">
          {complaint.value}
        </span>
      )}
    </span>
  );
}

/** WHATWG WebSockets §3.1, `close()`. */
function whyNot(code: number | undefined, reason: string): string | null {
  if (code !== undefined && code !== 1000 && !(Number.isInteger(code) && code >= 3000 && code <= 4999)) {
    return 'A page may close with 1000 or 3000 to 4999.';
  }
  if (code === undefined && reason !== '') return 'A reason needs a code.';
  return new TextEncoder().encode(reason).length > MAX_REASON
    ? `A reason has at most ${MAX_REASON} bytes.`
    : null;
}
