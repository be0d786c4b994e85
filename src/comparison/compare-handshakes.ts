import type { Connection } from '../session/connection.ts';
import type { HeaderField } from '../websocket/header-field.ts';

/**
 * `expected`: the two differ as any two handshakes do, such as in their keys. `unknown`: nobody saw it of one of them.
 */
export type Comparison = 'same' | 'differs' | 'expected' | 'unknown';

/** One fact of two opening handshakes. */
export interface FactPair {
  readonly part: 'asked' | 'answered';
  readonly name: string;
  /** `null` where it is absent, `undefined` where nobody saw whether it is. */
  readonly values: readonly [string | null | undefined, string | null | undefined];
  readonly comparison: Comparison;
}

/** Headers that differ between any two handshakes, in lower case. */
const ALWAYS_DIFFERENT: ReadonlySet<string> = new Set(['sec-websocket-key', 'sec-websocket-accept', 'date']);

/** Headers that the facts before them tell already. */
const TOLD: ReadonlySet<string> = new Set(['sec-websocket-protocol']);

/** What two clients asked and were answered, fact by fact: those that every witness knows, then the headers. */
export function compareHandshakes(one: Connection, other: Connection): FactPair[] {
  const both = <T>(of: (connection: Connection) => T): readonly [T, T] => [of(one), of(other)];
  return [
    pair(
      'asked',
      'URL',
      both(({ evidence }) => evidence.url),
    ),
    pair('asked', 'Subprotocols', both(offerOf)),
    ...headers('asked', both(askedOf)),
    pair('answered', 'Outcome', both(outcomeOf)),
    pair('answered', 'Status', both(statusOf)),
    pair('answered', 'Subprotocol', both(selectedOf)),
    ...headers('answered', both(answeredOf)),
  ];
}

function pair(part: FactPair['part'], name: string, values: FactPair['values']): FactPair {
  return { part, name, values, comparison: comparisonOf(name, values) };
}

function comparisonOf(name: string, [one, other]: FactPair['values']): Comparison {
  if (one === undefined || other === undefined) return 'unknown';
  if (one === other) return 'same';
  return ALWAYS_DIFFERENT.has(name.toLowerCase()) ? 'expected' : 'differs';
}

type Fields = readonly HeaderField[] | undefined;

function headers(part: FactPair['part'], [one, other]: readonly [Fields, Fields]): FactPair[] {
  const names = new Map<string, string>();
  for (const { name } of [...(one ?? []), ...(other ?? [])]) {
    const key = name.toLowerCase();
    if (!names.has(key) && !TOLD.has(key)) names.set(key, name);
  }
  return [...names].map(([key, name]) => pair(part, name, [valueOf(one, key), valueOf(other, key)]));
}

/** All values of a header, since each of several counts. */
function valueOf(fields: Fields, key: string): string | null | undefined {
  if (!fields) return undefined;
  const values = fields.filter(({ name }) => name.toLowerCase() === key).map(({ value }) => value);
  return values.length === 0 ? null : values.join(', ');
}

function offerOf({ evidence }: Connection): string | null {
  return evidence.protocols.length === 0 ? null : evidence.protocols.join(', ');
}

/** Headers that were sent; `undefined` where no witness has any. */
export function askedOf({ evidence }: Connection): Fields {
  return seen(evidence.exchange?.requestHeaders ?? evidence.networkLog?.requestHeaders);
}

export function answeredOf({ evidence }: Connection): Fields {
  return seen(evidence.exchange?.response?.headers ?? evidence.networkLog?.responseHeaders);
}

/** A handshake without a header has not been seen. */
function seen(fields: Fields): Fields {
  return fields?.length ? fields : undefined;
}

function outcomeOf({ evidence }: Connection): string {
  return evidence.outcome === 'open' ? 'opened' : evidence.outcome;
}

function statusOf({ evidence }: Connection): string | undefined {
  const status = evidence.exchange?.response?.status ?? evidence.networkLog?.status ?? 0;
  if (status > 0) return String(status);
  return evidence.openedAt === undefined ? undefined : '101';
}

/** What the server selected, as far as it is known. */
export function selectedOf(connection: Connection): string | null | undefined {
  const answered = valueOf(answeredOf(connection), 'sec-websocket-protocol');
  if (answered !== undefined) return answered;
  const { outcome, selectedProtocol } = connection.evidence;
  return outcome === 'open' ? selectedProtocol || null : undefined;
}
