import type { Direction, FrameType } from '../websocket/frame.ts';
import type { Comparison } from './comparison.ts';
import type { FieldPath } from './field-path.ts';
import type { HexPattern } from './hex-pattern.ts';
import type { Span } from './span.ts';
import type { TimeRange } from './time-range.ts';

/** What a query asks of a frame. */
export type QueryNode = (
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly node: QueryNode }
  | QueryTerm
) & { readonly span: Span };

/** A question that is answered by one look at a frame. */
export type QueryTerm = ColumnTerm | PayloadTerm;

/** A question about what is known of a frame beside its payload. */
export type ColumnTerm =
  | { readonly kind: 'direction'; readonly direction: Direction }
  | { readonly kind: 'type'; readonly type: FrameType }
  /** In bytes, both ends included. */
  | { readonly kind: 'length'; readonly min: number; readonly max: number }
  | { readonly kind: 'time'; readonly range: TimeRange }
  /** A part of its URL, or its number. */
  | { readonly kind: 'connection'; readonly connection: string | number };

/** A question about the payload of a frame. */
export type PayloadTerm =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | { readonly kind: 'hex'; readonly pattern: HexPattern }
  /** `comparison` is `null` where the field only has to be there. */
  | { readonly kind: 'field'; readonly path: FieldPath; readonly comparison: Comparison | null };

const COLUMN_KINDS: ReadonlySet<QueryNode['kind']> = new Set([
  'direction',
  'type',
  'length',
  'time',
  'connection',
] satisfies ColumnTerm['kind'][]);

export function isColumnTerm(term: QueryTerm): term is ColumnTerm {
  return COLUMN_KINDS.has(term.kind);
}

/** What a query asks of payloads. */
export function payloadTermsOf(node: QueryNode): readonly PayloadTerm[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.nodes.flatMap(payloadTermsOf);
    case 'not':
      return payloadTermsOf(node.node);
    default:
      return isColumnTerm(node) ? [] : [node];
  }
}
