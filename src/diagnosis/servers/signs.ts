import { code } from '../code-span.ts';
import type { Answer, Seen } from './server.ts';

/** The value of a header, or `null` where it was not sent. */
export function headerOf({ headers }: Answer, name: string): string | null {
  return headers.find((field) => field.name.toLowerCase() === name)?.value ?? null;
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
export function hasExactly({ headers, isVerbatim }: Answer, names: readonly string[]): boolean {
  return isVerbatim && headers.map(({ name }) => name).join() === names.join();
}

/** `Upgrade`, `Connection`, `Sec-WebSocket-Accept`, perhaps a subprotocol and nothing else. */
export function isBareUpgrade(answer: Answer, upgrade: 'websocket' | 'WebSocket'): boolean {
  const names = ['Upgrade', 'Connection', 'Sec-WebSocket-Accept'];
  return (
    answer.status === 101 &&
    headerOf(answer, 'upgrade') === upgrade &&
    (hasExactly(answer, names) || hasExactly(answer, [...names, 'Sec-WebSocket-Protocol']))
  );
}
