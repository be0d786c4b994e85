import type { FrameFacts } from './frame-slice.ts';
import { type ColumnTerm, isColumnTerm, type QueryNode } from './query-node.ts';
import { type TimeBase, timeTest } from './time-range.ts';

/** What a query is asked against, beside the frames. */
export interface QueryBase extends TimeBase {
  /** URL of a connection, by its number in the session. */
  readonly urlOf: (connection: number) => string;
}

export type ColumnTest = (frames: FrameFacts, row: number) => boolean;

/** Whether a frame is meant; `null` where its payload has to be looked at. */
export type QuickTest = (frames: FrameFacts, row: number) => boolean | null;

/** What can be said of a frame without its payload. */
export function quickTest(node: QueryNode, base: QueryBase): QuickTest {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const tests = node.nodes.map((each) => quickTest(each, base));
      // One false settles an "and", one true an "or".
      const settling = node.kind === 'or';
      return (frames, row) => {
        let result: boolean | null = !settling;
        for (const test of tests) {
          const each = test(frames, row);
          if (each === settling) return settling;
          if (each === null) result = null;
        }
        return result;
      };
    }
    case 'not': {
      const test = quickTest(node.node, base);
      return (frames, row) => {
        const result = test(frames, row);
        return result === null ? null : !result;
      };
    }
    default:
      return isColumnTerm(node) ? columnTest(node, base) : () => null;
  }
}

export function columnTest(term: ColumnTerm, base: QueryBase): ColumnTest {
  switch (term.kind) {
    case 'direction':
      return (frames, row) => frames.direction(row) === term.direction;
    case 'type':
      return (frames, row) => frames.type(row) === term.type;
    case 'length':
      return (frames, row) => {
        const length = frames.length(row);
        return length >= term.min && length <= term.max;
      };
    case 'time': {
      const isWithin = timeTest(term.range, base);
      return (frames, row) => isWithin(frames.time(row));
    }
    case 'connection':
      return connectionTest(term.connection, base);
  }
}

function connectionTest(connection: string | number, { urlOf }: QueryBase): ColumnTest {
  if (typeof connection === 'number') return (frames, row) => frames.connection(row) === connection;
  const part = connection.toLowerCase();
  const known = new Map<number, boolean>();
  return (frames, row) => {
    const id = frames.connection(row);
    let isMeant = known.get(id);
    if (isMeant === undefined) {
      isMeant = urlOf(id).toLowerCase().includes(part);
      known.set(id, isMeant);
    }
    return isMeant;
  };
}
