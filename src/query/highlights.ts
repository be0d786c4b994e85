import type { PayloadTerm, QueryNode } from './query-node.ts';

/** Shorter texts of a field are everywhere. */
const MIN_VALUE = 2;

/** What a query has found in texts. */
export interface Highlights {
  /** With the flag `g`, and each of them fast on any text. */
  readonly patterns: readonly RegExp[];
  /** The first text that is looked for; empty for none. */
  readonly text: string;
}

export const NO_HIGHLIGHTS: Highlights = { patterns: [], text: '' };

/** What to mark in a text that a query has found. */
export function highlightsOf(query: QueryNode | null): Highlights {
  if (!query) return NO_HIGHLIGHTS;
  const texts = new Set<string>();
  const patterns: RegExp[] = [];
  const visit = (node: QueryNode): void => {
    switch (node.kind) {
      case 'and':
      case 'or':
        node.nodes.forEach(visit);
        break;
      case 'text':
        texts.add(node.text);
        break;
      case 'regex':
        if (isFast(node.source)) patterns.push(new RegExp(node.source, `${node.flags}g`));
        break;
      case 'field': {
        const text = valueText(node);
        if (text.length >= MIN_VALUE) texts.add(text);
        break;
      }
      default:
    }
  };
  visit(query);
  texts.delete('');
  // The longest first, so that it is marked as a whole.
  const alternatives = [...texts].toSorted((a, b) => b.length - a.length).map(escaped);
  if (alternatives.length > 0) patterns.unshift(new RegExp(alternatives.join('|'), 'gi'));
  return { patterns, text: [...texts][0] ?? '' };
}

/** Marking happens where a person waits for it, so only a pattern whose time is short beyond doubt is marked. */
function isFast(source: string): boolean {
  return !/[*+{].*[*+{]/s.test(source);
}

function valueText({ comparison }: Extract<PayloadTerm, { kind: 'field' }>): string {
  const isText = comparison?.literal.type === 'string' && ['==', '~'].includes(comparison.operator);
  return isText ? comparison.literal.value : '';
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
