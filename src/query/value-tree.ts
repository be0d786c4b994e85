import { entriesOf, scalarOf, valuesAt } from '../decoders/values/value-walk.ts';
import type { Value } from '../decoders/values/value.ts';

/** How a path goes through a decoded value, whatever it is made of. */
export interface Tree<Node> {
  /** What an object has by a name; more than one where it has it twice. */
  named(node: Node, name: string): readonly Node[];
  /** What an array has in a place; counted from its end where below 0. */
  at(node: Node, index: number): Node | undefined;
  children(node: Node): readonly Node[];
  /** Whether one of the plain values that a node stands for is wanted; an object's or array's is `undefined`. */
  some(node: Node, isWanted: (value: unknown) => boolean): boolean;
}

const NONE: readonly never[] = [];

/** What `JSON.parse` gives. */
export const PLAIN_TREE: Tree<unknown> = {
  named(node, name) {
    if (typeof node !== 'object' || node === null || Array.isArray(node) || !Object.hasOwn(node, name))
      return NONE;
    return [(node as Readonly<Record<string, unknown>>)[name]];
  },
  at: (node, index) => (Array.isArray(node) ? (node.at(index) as unknown) : undefined),
  children(node) {
    if (Array.isArray(node)) return node as readonly unknown[];
    return typeof node === 'object' && node !== null ? Object.values(node) : NONE;
  },
  some: (node, isWanted) => isWanted(typeof node === 'object' && node !== null ? undefined : node),
};

/** What decoders give. */
export const VALUE_TREE: Tree<Value> = {
  named: valuesAt,
  at(node, index) {
    if (index >= 0) return valuesAt(node, String(index))[0];
    const entries = entriesOf(node);
    return entries[entries.length + index]?.value;
  },
  children: (node) => entriesOf(node).map(({ value }) => value),
  some(node, isWanted) {
    const hasSymbol = node.kind === 'number' || node.kind === 'bigint';
    return isWanted(scalarOf(node)) || (hasSymbol && node.symbol !== undefined && isWanted(node.symbol));
  },
};
