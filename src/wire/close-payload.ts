import type { ViolationId, WireClose } from '../bridge/relay-feed.ts';
import { maySendCloseCode } from './frame-rules.ts';
import { isUtf8 } from './utf8-check.ts';

export interface CheckedClose {
  readonly close: WireClose;
  readonly violations: readonly ViolationId[];
}

/** Reads the unmasked payload of a close frame (RFC 6455 §5.5.1). One byte alone is for the rules of headers. */
export function checkClose(payload: Uint8Array): CheckedClose {
  if (payload.length < 2) return { close: { code: 1005, reason: '' }, violations: [] };
  const code = ((payload[0] ?? 0) << 8) | (payload[1] ?? 0);
  const bytes = payload.subarray(2);
  const reason = new TextDecoder().decode(bytes.subarray(0, 1024));
  const violations: ViolationId[] = [];
  if (!maySendCloseCode(code)) violations.push('close-code');
  if (!isUtf8(bytes, 0, bytes.length)) violations.push('close-reason-not-utf8');
  return { close: { code, reason }, violations };
}
