import { code, codes } from '../diagnosis/code-span.ts';
import type { Connection } from '../session/connection.ts';
import { headerValue } from '../websocket/header-field.ts';
import { answeredOf, askedOf, selectedOf } from './compare-handshakes.ts';
import type { Conversation, Message } from './messages.ts';

/** One side of a comparison. */
export interface Side {
  /** With an article, such as `the native client`. */
  readonly name: string;
  readonly connection: Connection;
  readonly conversation: Conversation;
}

/** What two sides have in different ways, told once for each side. */
type Difference = (side: Side) => string | null;

/** The differences between two clients that make games fail, the most telling first. Backticks mark code. */
export function remarksOn(one: Side, other: Side): string[] {
  return [
    outcomes(one, other),
    unanswered(one, other),
    ...DIFFERENCES.map((tell) => contrast(tell, one, other)),
  ].filter((remark) => remark !== null);
}

function outcomes(one: Side, other: Side): string | null {
  const [opened, failed] = isOpen(one) ? [one, other] : [other, one];
  if (!isOpen(opened) || failed.connection.evidence.outcome !== 'failed') return null;
  const why = failed.connection.verdict?.title;
  return `${upper(opened.name)} opened, ${failed.name} failed${why ? `: ${why.toLowerCase()}` : ''}.`;
}

/** What the wire shows of one client explains the failure of another, whose answer nobody saw. */
function unanswered(one: Side, other: Side): string | null {
  const [seen, failed] = isOpen(one) ? [one, other] : [other, one];
  const { protocols, outcome } = failed.connection.evidence;
  if (!isOpen(seen) || outcome !== 'failed' || protocols.length === 0) return null;
  if (answeredOf(failed.connection) || selectedOf(seen.connection) !== null) return null;
  return `The server selects no subprotocol for ${seen.name}. If it selects none of ${codes(protocols)} either, that is why ${failed.name} failed: Chrome refuses an offer without an answer.`;
}

function isOpen({ connection }: Side): boolean {
  return connection.evidence.outcome === 'open';
}

function contrast(tell: Difference, one: Side, other: Side): string | null {
  const [a, b] = [tell(one), tell(other)];
  if (a === null || b === null || a === b) return null;
  return `${upper(one.name)} ${a}, ${other.name} ${b}.`;
}

const DIFFERENCES: readonly Difference[] = [
  ({ connection: { evidence } }) =>
    evidence.protocols.length === 0
      ? 'offers no subprotocol'
      : `offers the subprotocol ${codes(evidence.protocols)}`,
  ({ connection }) => {
    const selected = selectedOf(connection);
    if (selected === undefined) return null;
    return selected === null ? 'was answered no subprotocol' : `was answered ${code(selected)}`;
  },
  sends('Origin', (value) => `the \`Origin\` ${code(value)}`, 'no `Origin`'),
  sends('Authorization', () => 'an `Authorization`', 'no `Authorization`'),
  sends('Cookie', () => 'a `Cookie`', 'no `Cookie`'),
  ({ connection }) => {
    const answered = answeredOf(connection);
    if (!answered) return null;
    const extensions = headerValue(answered, 'sec-websocket-extensions') ?? '';
    return extensions === '' ? 'uses no extension' : `uses ${code(extensions)}`;
  },
  firstSent((message) =>
    isPortFrame(message) ? 'begins with the port frame of an Emscripten UDP socket' : 'does not',
  ),
  firstSent(({ type }) => `begins with a ${type} message`),
];

function sends(field: string, present: (value: string) => string, absent: string): Difference {
  return ({ connection }) => {
    const asked = askedOf(connection);
    if (!asked) return null;
    const value = headerValue(asked, field.toLowerCase());
    return `sends ${value === undefined ? absent : present(value)}`;
  };
}

function firstSent(tell: (message: Message) => string): Difference {
  return ({ conversation }) => {
    const first = conversation.messages.find(({ direction }) => direction === 'sent');
    return first ? tell(first) : null;
  };
}

/** Emscripten's UDP sockets say their port first: 0xFFFFFFFF, `port`, and 16 bits. */
function isPortFrame({ payload }: Message): boolean {
  const mark = [0xff, 0xff, 0xff, 0xff, 0x70, 0x6f, 0x72, 0x74];
  return payload.length === 10 && mark.every((byte, i) => payload[i] === byte);
}

function upper(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
