import { Misreading } from './span.ts';
import type { Tree } from './value-tree.ts';

/** Where in a decoded value to look; a subset of JSONPath (RFC 9535). */
export interface FieldPath {
  /** The id of a decoder; `$` for whichever decodes the payload. */
  readonly decoder: string;
  readonly steps: readonly PathStep[];
}

export interface PathStep {
  /** A name of an object's member, a place in an array, from its end where negative, or all of them. */
  readonly selector: string | number | typeof EVERY;
  /** Whether it is looked for at any depth below (`..`). */
  readonly isDeep: boolean;
}

/** `*` */
export const EVERY = Symbol('*');

const MAX_STEPS = 64;
const NAME = /(\.\.?)(?:(\*)|([\p{L}_$@][\p{L}\p{N}_$@-]*))/uy;
const BRACKET = /(\.\.)?\[(?:(\*)|(-?\d{1,9})|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\]/y;

/**
 * Reads what stands behind `$` or a decoder's name.
 * @param at where the text stands in the query
 * @throws {Misreading}
 */
export function parseFieldPath(decoder: string, text: string, at: number): FieldPath {
  const steps: PathStep[] = [];
  for (let i = 0; i < text.length; ) {
    NAME.lastIndex = i;
    BRACKET.lastIndex = i;
    const name = NAME.exec(text);
    const bracket = name ? null : BRACKET.exec(text);
    const match = name ?? bracket;
    if (!match || steps.length === MAX_STEPS) {
      const message = text.startsWith('[?', i)
        ? 'Filters in brackets are not understood; compare the field instead, such as $.players[*].id == 7.'
        : 'A path goes on with .name, [0], [*] or ["name"].';
      throw new Misreading(message, { start: at + i, end: at + text.length });
    }
    steps.push(name ? namedStep(name) : bracketStep(match));
    i += match[0].length;
  }
  return { decoder, steps };
}

function namedStep([, dots, star, name = '']: RegExpExecArray): PathStep {
  return { selector: star ? EVERY : name, isDeep: dots === '..' };
}

function bracketStep([, dots, star, index, double, single]: RegExpExecArray): PathStep {
  const isDeep = dots !== undefined;
  if (star) return { selector: EVERY, isDeep };
  if (index !== undefined) return { selector: Number(index), isDeep };
  return { selector: (double ?? single ?? '').replace(/\\(.)/gs, '$1'), isDeep };
}

/** Values of a frame that are looked at before it is given up. */
const MAX_VISITED = 200_000;

/**
 * Goes to the values that a path leads to, in order, until one is wanted.
 * @param isWanted is given plain values; `undefined` for an object, an array, bytes
 * @returns whether one was
 */
export function someAt<Node>(
  tree: Tree<Node>,
  root: Node,
  { steps }: FieldPath,
  isWanted: (value: unknown) => boolean,
): boolean {
  let left = MAX_VISITED;
  const visit = (node: Node, at: number): boolean => {
    const step = steps[at];
    if (!step) return tree.some(node, isWanted);
    if (--left < 0) return false;
    for (const child of selected(tree, node, step)) if (visit(child, at + 1)) return true;
    if (step.isDeep) for (const child of tree.children(node)) if (visit(child, at)) return true;
    return false;
  };
  return visit(root, 0);
}

function selected<Node>(tree: Tree<Node>, node: Node, { selector }: PathStep): readonly Node[] {
  if (selector === EVERY) return tree.children(node);
  if (typeof selector === 'string') return tree.named(node, selector);
  const child = tree.at(node, selector);
  return child === undefined ? [] : [child];
}
