import { type DecodeContext, type Decoder, type Decoding, type Exchange, NOT_MINE } from '../decoder.ts';
import { CALLS, errorName, type PosixCall, sockaddrText } from './posix-calls.ts';
import type { Entry, Value } from '../values/value.ts';

/** Call id and function, or call id, result and errno: 32 bits each, the lowest byte first. */
const REQUEST_HEAD = 8;
const REPLY_HEAD = 12;
/** Frames among which the call of a reply is looked for. */
const CALLS_WITHIN = 64;
const MAX_SOCKADDR = 256;

/** Calls of POSIX sockets as Emscripten's PROXY_POSIX_SOCKETS sends them to its bridge. */
export const decoder: Decoder = {
  decode({ bytes, isText }, context) {
    if (isText || (context.reason === 'content' && !isBridge(context, bytes))) return NOT_MINE;
    return context.direction === 'sent' ? request(bytes, context) : reply(bytes, context);
  },
};

function i32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getInt32(at, true);
}

/** A bridge's first call has the id 1, and is of a length that its function has. */
function isBridge({ frames, direction }: DecodeContext, bytes: Uint8Array): boolean {
  const first = frames.first(1)[0] ?? { bytes, isText: false, direction };
  if (first.isText || first.direction !== 'sent' || first.bytes.length < REQUEST_HEAD) return false;
  return i32(first.bytes, 0) === 1 && callIn(first.bytes) !== null;
}

function callIn(bytes: Uint8Array): PosixCall | null {
  const call = bytes.length < REQUEST_HEAD ? undefined : CALLS.get(i32(bytes, 4));
  if (!call) return null;
  const head = REQUEST_HEAD + call.fixedBytes;
  return bytes.length === head || (call.tail !== undefined && bytes.length >= head) ? call : null;
}

function request(bytes: Uint8Array, context: DecodeContext): Decoding {
  const call = callIn(bytes);
  if (!call) return NOT_MINE;
  const id = i32(bytes, 0);
  const entries: Entry[] = [number('call', id, 0), number('function', i32(bytes, 4), 4, call.name)];
  const texts: string[] = [];
  let at = REQUEST_HEAD;
  for (const field of call.fields) {
    const { name, length } = field;
    if (length === undefined) {
      const value = i32(bytes, at);
      entries.push(number(name, value, at, field.symbols?.get(value)));
      texts.push(field.symbols?.get(value) ?? String(value));
      at += 4;
      continue;
    }
    const part = bytes.subarray(at, at + length);
    const text = field.isAddress ? sockaddrText(part) : cString(part);
    entries.push({ key: name, value: { kind: 'string', value: text, start: at, end: at + length } });
    texts.push(text);
    at += length;
  }
  if (call.tail !== undefined && at < bytes.length) {
    const tail = bytes.subarray(at);
    if (call.tail === 'address') {
      const text = sockaddrText(tail.subarray(0, MAX_SOCKADDR));
      entries.push({ key: 'address', value: { kind: 'string', value: text, start: at, end: bytes.length } });
      texts.push(text);
    } else {
      const nested = context.nest({ bytes: tail, isText: false, start: at, end: bytes.length });
      entries.push({ key: call.tail, value: nested });
      texts.push(nested.summary ?? '');
    }
  }
  const exchange: Exchange = { role: 'request', id: String(id), name: call.name };
  return said(entries, bytes, `${call.name}(${texts.join(', ')})`, exchange);
}

function reply(bytes: Uint8Array, context: DecodeContext): Decoding {
  if (bytes.length < REPLY_HEAD) return NOT_MINE;
  const [id, result, errno] = [i32(bytes, 0), i32(bytes, 4), i32(bytes, 8)];
  const asked = context.frames
    .before(CALLS_WITHIN)
    .find(
      (frame) =>
        frame.direction === 'sent' && frame.bytes.length >= REQUEST_HEAD && i32(frame.bytes, 0) === id,
    );
  const name = asked ? (callIn(asked.bytes)?.name ?? '') : '';
  const entries: Entry[] = [
    number('call', id, 0),
    number('result', result, 4),
    number('errno', errno, 8, errno === 0 ? undefined : errorName(errno)),
  ];
  const isError = result < 0;
  let outcome = isError ? errorName(errno) : String(result);
  if (bytes.length > REPLY_HEAD) {
    const part = bytes.subarray(REPLY_HEAD);
    const nested = context.nest({ bytes: part, isText: false, start: REPLY_HEAD, end: bytes.length });
    entries.push({ key: 'data', value: nested });
    outcome += `, ${nested.summary ?? ''}`;
  }
  const exchange: Exchange = { role: 'reply', id: String(id), ...(isError && { isError }) };
  return said(entries, bytes, `${name === '' ? `call ${id}` : name} → ${outcome}`, exchange);
}

function number(key: string, value: number, start: number, symbol?: string): Entry {
  const read: Value = { kind: 'number', value, start, end: start + 4, type: 'i32le' };
  return { key, value: symbol === undefined ? read : { ...read, symbol } };
}

/** Up to the NUL that ends a string of C. */
function cString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

function said(entries: Entry[], bytes: Uint8Array, summary: string, exchange: Exchange): Decoding {
  return {
    outcome: 'decoded',
    value: { kind: 'object', entries, start: 0, end: bytes.length },
    summary: summary.length > 200 ? `${summary.slice(0, 199)}…` : summary,
    exchanges: [exchange],
    likelihood: 1,
  };
}
