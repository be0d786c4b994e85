import { code } from '../code-span.ts';
import type { Answer, Seen } from './server.ts';
import { headerValue } from '../../websocket/header-field.ts';

/** The value of a header, or `null` where it was not sent. */
export function headerOf({ headers }: Answer, name: string): string | null {
  return headerValue(headers, name) ?? null;
}

/** Knows a server by a header in which it names itself, in any of its answers. */
export function naming(pattern: RegExp, header = 'server'): (seen: Seen) => string | null {
  return ({ answers }) => {
    for (const answer of answers) {
      const value = headerOf(answer, header);
      if (value !== null && pattern.test(value)) return `It says so: ${code(`${header}: ${value}`)}.`;
    }
    return null;
  };
}

/** The first answer to a handshake that looks so. */
export function handshakeThat({ answers }: Seen, looks: (answer: Answer) => boolean): Answer | null {
  return answers.find((answer) => answer.to === 'handshake' && looks(answer)) ?? null;
}

/** Whether an answer has these headers and no others, in this order and these letters. */
export function hasExactly({ headers, isOrdered }: Answer, names: readonly string[]): boolean {
  return isOrdered && headers.map(({ name }) => name).join() === names.join();
}

/** The headers that every `101` must have; a subprotocol and extensions come as they are negotiated. */
const REQUIRED: readonly string[] = ['Connection', 'Sec-WebSocket-Accept', 'Upgrade'];
const NEGOTIATED: ReadonlySet<string> = new Set(['Sec-WebSocket-Protocol', 'Sec-WebSocket-Extensions']);

/** A `101` that says `Upgrade: WebSocket`, with capitals, and has no header beyond those it must have. */
export function isBareUpgrade(answer: Answer): boolean {
  const names = answer.headers.map(({ name }) => name).filter((name) => !NEGOTIATED.has(name));
  return (
    answer.status === 101 &&
    headerOf(answer, 'upgrade') === 'WebSocket' &&
    names.sort().join() === REQUIRED.join()
  );
}
