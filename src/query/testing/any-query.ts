import fc from 'fast-check';
import { type Comparison, OPERATORS } from '../comparison.ts';
import { EVERY, type PathStep } from '../field-path.ts';
import type { HexPattern } from '../hex-pattern.ts';
import { TYPES } from '../key-terms.ts';
import type { QueryNode, QueryTerm } from '../query-node.ts';
import type { TimePoint } from '../time-range.ts';

const SPAN = { start: 0, end: 0 };

const regex = fc.record({
  source: fc.constantFrom('a', '^\\d+$', '[/"\\]]', '\\/x\\\\', '(a|b) c', '\\('),
  flags: fc.constantFrom('', 'i', 'su'),
});
const hex: fc.Arbitrary<HexPattern> = fc
  .record({
    bytes: fc.array(fc.tuple(fc.nat(255), fc.constantFrom(0xff, 0xf0, 0x0f, 0)), {
      minLength: 1,
      maxLength: 5,
    }),
    atStart: fc.boolean(),
    atEnd: fc.boolean(),
  })
  .map(({ bytes, atStart, atEnd }) => ({
    values: bytes.map(([byte, mask]) => byte & mask),
    masks: bytes.map(([, mask]) => mask),
    atStart,
    atEnd,
  }));
const step: fc.Arbitrary<PathStep> = fc.record({
  selector: fc.oneof(fc.string(), fc.integer({ min: -999, max: 999 }), fc.constant(EVERY)),
  isDeep: fc.boolean(),
});
const number = fc.oneof(
  fc.maxSafeInteger().map((value) => ({ type: 'number' as const, value: value + 0, exact: null })),
  fc
    .bigInt({ min: 2n ** 60n, max: 2n ** 70n })
    .map((exact) => ({ type: 'number' as const, value: Number(exact), exact })),
);
const literal = fc.oneof(
  fc.string().map((value) => ({ type: 'string' as const, value })),
  number,
);
const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  fc.record({ operator: fc.constantFrom(...OPERATORS), literal }),
  fc.constant<Comparison>({ operator: '!=', literal: { type: 'null' } }),
  fc.constant<Comparison>({ operator: '==', literal: { type: 'boolean', value: false } }),
  regex.map((each): Comparison => ({ operator: '~', literal: { type: 'regex', ...each } })),
);
const clock = fc.nat(86_399_999).map((at): TimePoint => ({ base: 'day', at }));
const span = fc.record<TimePoint>({ base: fc.constantFrom('first', 'ago'), at: fc.nat(1e9) });
const point = fc.oneof(clock, span);

const term: fc.Arbitrary<QueryTerm> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.string() }),
  regex.map(({ source, flags }) => ({ kind: 'regex' as const, source, flags })),
  hex.map((pattern) => ({ kind: 'hex' as const, pattern })),
  fc.record({
    kind: fc.constant('direction' as const),
    direction: fc.constantFrom('sent' as const, 'received' as const),
  }),
  fc.record({ kind: fc.constant('type' as const), type: fc.constantFrom(...TYPES) }),
  fc
    .tuple(fc.nat(), fc.oneof(fc.nat(), fc.constant(Infinity)))
    .map(([min, max]) => ({ kind: 'length' as const, min, max })),
  point.map((from) => ({ kind: 'time' as const, range: { from, to: null } })),
  point.map((to) => ({ kind: 'time' as const, range: { from: null, to } })),
  fc.record({
    kind: fc.constant('connection' as const),
    connection: fc.oneof(fc.string({ minLength: 1 }), fc.nat(1e8)),
  }),
  fc.record({
    kind: fc.constant('field' as const),
    path: fc.record({
      decoder: fc.constantFrom('$', 'json'),
      steps: fc.array(step, { minLength: 1, maxLength: 4 }),
    }),
    comparison: fc.option(comparison),
  }),
);

/** Queries as a person may mean them; an "and" within an "and" is one. */
export const anyQuery: fc.Arbitrary<QueryNode> = fc.letrec<{ node: QueryNode; term: QueryNode }>((tie) => ({
  term: term.map((each) => Object.assign({ span: SPAN }, each)),
  node: fc.oneof(
    { maxDepth: 3 },
    tie('term'),
    tie('node').map((node) => ({ kind: 'not' as const, node, span: SPAN })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('node'), { minLength: 2, maxLength: 4 }),
      )
      .map(([kind, nodes]) => ({
        kind,
        nodes: nodes.flatMap((node) => (node.kind === kind ? node.nodes : [node])),
        span: SPAN,
      })),
  ),
})).node;
