import { formatCloseCode } from '../formatting.ts';
import { hexOf, textOf } from './payload-text.ts';

/** Code and reason of a close frame's payload (RFC 6455 §5.5.1). */
export function closeText(payload: Uint8Array): string {
  if (payload.length === 0) return 'no code';
  if (payload.length === 1) return `no code, but a byte: ${hexOf(payload)}`;
  const code = ((payload[0] ?? 0) << 8) | (payload[1] ?? 0);
  const reason = textOf(payload.subarray(2));
  return reason === '' ? formatCloseCode(code) : `${formatCloseCode(code)} “${reason}”`;
}
