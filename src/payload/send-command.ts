import type { PayloadType } from '../websocket/frame.ts';

/** Bytes of a payload up to which it fits on a command line, in every encoding and every shell. */
export const MAX_COMMAND_PAYLOAD = 32 * 1024;

export interface SentFrame {
  readonly url: string;
  readonly subprotocols: readonly string[];
  readonly type: PayloadType;
  readonly payload: Uint8Array;
}

/** Letters of a payload that every terminal takes as they are. */
const PLAIN = /^[^\p{C}]*$/u;

/** A command for a POSIX shell that sends the same frame to the same server. */
export function sendCommand({ url, subprotocols, type, payload }: SentFrame): string {
  const offers = subprotocols.map((subprotocol) => option('protocol', subprotocol));
  return ['socketscope', 'send', quote(url), ...offers, ...written(type, payload)].join(' ');
}

function written(type: PayloadType, payload: Uint8Array): string[] {
  const text = type === 'text' ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(payload) : null;
  if (text !== null && PLAIN.test(text)) return [option('text', text)];
  const base64 = btoa(Array.from(payload, (byte) => String.fromCharCode(byte)).join(''));
  return [option('base64', base64), ...(type === 'text' ? ['--type', 'text'] : [])];
}

/** A value with a hyphen first would be read as an option of its own. */
function option(name: string, value: string): string {
  return value.startsWith('-') ? quote(`--${name}=${value}`) : `--${name} ${quote(value)}`;
}

/** One word of a POSIX shell (POSIX.1 XCU §2.2.2). */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
