/** What happened to one opening handshake. */
export interface HandshakeLogEntry {
  /** The request target as it came. */
  readonly path: string;
  readonly offered: readonly string[];
  readonly outcome: string;
}

const LONGEST = 300;

/** One line: time of day, path, offered subprotocols, outcome. Nothing in it can steer a terminal. */
export function logLine({ path, offered, outcome }: HandshakeLogEntry, at = new Date()): string {
  const time = at.toISOString().slice(11, 23);
  const asked = offered.length === 0 ? 'no subprotocol' : offered.join(', ');
  return `${time} ${printable(path)} · ${printable(asked)} → ${printable(outcome)}`;
}

function printable(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short.replace(/[^\x20-\x7e…]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(2, '0');
    return `\\x${code}`;
  });
}
