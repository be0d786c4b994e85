import { columnTest, type QueryBase } from './column-test.ts';
import type { DecodedFrames } from './decoded-frames.ts';
import { type PayloadTest, payloadTest } from './payload-test.ts';
import { isColumnTerm, type QueryNode } from './query-node.ts';

/** Whether a frame is what a query asks for. */
export function frameTest(node: QueryNode, base: QueryBase, decoded: DecodedFrames): PayloadTest {
  switch (node.kind) {
    case 'and': {
      const tests = cheapFirst(node.nodes).map((each) => frameTest(each, base, decoded));
      return (frames, row) => tests.every((test) => test(frames, row));
    }
    case 'or': {
      const tests = cheapFirst(node.nodes).map((each) => frameTest(each, base, decoded));
      return (frames, row) => tests.some((test) => test(frames, row));
    }
    case 'not': {
      const test = frameTest(node.node, base, decoded);
      return (frames, row) => !test(frames, row);
    }
    default:
      return isColumnTerm(node) ? columnTest(node, base) : payloadTest(node, decoded);
  }
}

/** In the order of what they cost, since the first that settles the matter is the last that is asked. */
function cheapFirst(nodes: readonly QueryNode[]): QueryNode[] {
  return nodes.toSorted((a, b) => costOf(a) - costOf(b));
}

function costOf(node: QueryNode): number {
  switch (node.kind) {
    case 'and':
    case 'or':
      return Math.max(...node.nodes.map(costOf));
    case 'not':
      return costOf(node.node);
    case 'text':
      return 2;
    case 'hex':
      return 3;
    case 'regex':
      return 4;
    case 'field':
      return 5;
    default:
      return 1;
  }
}
