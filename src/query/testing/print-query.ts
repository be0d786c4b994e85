import type { Comparison } from '../comparison.ts';
import { EVERY, type PathStep } from '../field-path.ts';
import type { HexPattern } from '../hex-pattern.ts';
import type { QueryNode, QueryTerm } from '../query-node.ts';
import type { TimePoint } from '../time-range.ts';

/** Writes a query that means the same. */
export function printQuery(node: QueryNode): string {
  switch (node.kind) {
    case 'and':
      return `(${node.nodes.map(printQuery).join(' ')})`;
    case 'or':
      return `(${node.nodes.map(printQuery).join(' or ')})`;
    case 'not':
      return `-${printQuery(node.node)}`;
    default:
      return printTerm(node);
  }
}

function printTerm(term: QueryTerm): string {
  switch (term.kind) {
    case 'text':
      return quoted(term.text);
    case 'regex':
      return `/${term.source}/${term.flags}`;
    case 'hex':
      return `hex:${printPattern(term.pattern)}`;
    case 'direction':
      return `dir:${term.direction}`;
    case 'type':
      return `type:${term.type}`;
    case 'length':
      return `size:${term.min}..${term.max === Infinity ? '' : term.max}`;
    case 'time':
      if (!term.range.to) return `since:${term.range.from ? printTime(term.range.from) : ''}`;
      return `time<${printTime(term.range.to)}`;
    case 'connection':
      return `connection:${typeof term.connection === 'number' ? term.connection : quoted(term.connection)}`;
    case 'field': {
      const { path, comparison } = term;
      return `${path.decoder}${path.steps.map(printStep).join('')}${comparison ? printComparison(comparison) : ''}`;
    }
  }
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function printPattern({ values, masks, atStart, atEnd }: HexPattern): string {
  const bytes = values.map((value, i) => {
    const mask = masks[i] ?? 0;
    return [4, 0].map((at) => ((mask >> at) & 15 ? ((value >> at) & 15).toString(16) : '?')).join('');
  });
  return `${atStart ? '^' : ''}${bytes.join('')}${atEnd ? '$' : ''}`;
}

function printTime({ base, at }: TimePoint): string {
  if (base !== 'day') return `${base === 'first' ? '+' : ''}${at}ms`;
  const parts = [at / 3_600_000, (at / 60_000) % 60, (at / 1000) % 60].map((part) => Math.floor(part));
  return `${parts.map((part) => String(part).padStart(2, '0')).join(':')}.${String(at % 1000).padStart(3, '0')}`;
}

function printStep({ selector, isDeep }: PathStep): string {
  const dots = isDeep ? '..' : '';
  if (selector === EVERY) return `${dots}[*]`;
  return `${dots}[${typeof selector === 'number' ? selector : quoted(selector)}]`;
}

function printComparison({ operator, literal }: Comparison): string {
  switch (literal.type) {
    case 'string':
      return ` ${operator} ${quoted(literal.value)}`;
    case 'number':
      return ` ${operator} ${literal.exact ?? literal.value}`;
    case 'boolean':
      return ` ${operator} ${literal.value}`;
    case 'null':
      return ` ${operator} null`;
    case 'regex':
      return ` ${operator} /${literal.source}/${literal.flags}`;
  }
}
