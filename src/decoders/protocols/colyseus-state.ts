import type { DataChange, Decoder as SchemaDecoder } from '@colyseus/schema';
import { schemaOfHandshake } from './colyseus-schema.ts';
import type { DecodeContext } from '../decoder.ts';
import { schemaValue } from './colyseus-values.ts';
import { shorten, summaryOf } from '../values/summary.ts';
import type { Entry } from '../values/value.ts';

/** Oldest frames among which the room's handshake is looked for. */
const JOIN_WITHIN = 16;
/** States and patches that are gone through to reach a frame. */
const MAX_REPLAYED = 2_000;
const MAX_CHANGES = 200;
/** Nodes that a look has to be allowed for the whole state to be shown, which costs more than what changed. */
const WHOLE_STATE = 100_000;
const JOIN_ROOM = 10;
const CODE = 0x1f;
const NAME_OF_MEMORY = 'colyseus state';

/** What a state message changed, and the whole state behind it. */
export interface ColyseusState {
  readonly entries: readonly Entry[];
  readonly summary: string;
}

interface Unknown {
  readonly why: string;
}

export function isColyseusState(state: ColyseusState | Unknown): state is ColyseusState {
  return 'entries' in state;
}

/** A room as it was after a frame. */
interface Replay {
  readonly decoder: SchemaDecoder;
  /** Where in the state each of its objects stands. */
  readonly paths: WeakMap<object, string>;
  row: number;
}

/**
 * Applies a state or a patch to what came before it.
 * @param at where the schema's bytes begin
 */
export function applyState(bytes: Uint8Array, at: number, context: DecodeContext): ColyseusState | Unknown {
  const { frames, row } = context;
  try {
    let replay = frames.memory.get(NAME_OF_MEMORY) as Replay | undefined;
    if (!replay || replay.row >= row) replay = beginning(context);
    if (!replay) return { why: '(the handshake that has the schema was not seen)' };
    const between = frames.between(replay.row, MAX_REPLAYED);
    if (between.length === MAX_REPLAYED) return { why: '(too many patches since the state that is known)' };
    for (const frame of between) {
      const code = (frame.bytes[0] ?? 0) & CODE;
      const isState = frame.direction === 'received' && !frame.isText && (code === 14 || code === 15);
      if (isState) step(replay, frame.bytes, 1 + prefixLength(frame.bytes[0] ?? 0));
      replay.row = frame.row;
    }
    const changes = step(replay, bytes, at);
    replay.row = row;
    frames.memory.set(NAME_OF_MEMORY, replay);
    return describe(changes, replay, context);
  } catch (error) {
    frames.memory.delete(NAME_OF_MEMORY);
    return { why: `(not readable with this generation of @colyseus/schema: ${messageOf(error)})` };
  }
}

/** Times, and a number, stand before the bytes of the schema where the highest bits say so. */
function prefixLength(first: number): number {
  return (first & 0x80 ? 8 : 0) + (first & 0x40 ? 2 : 0);
}

function beginning({ frames }: DecodeContext): Replay | undefined {
  const join = frames
    .first(JOIN_WITHIN)
    .find(({ bytes, direction }) => direction === 'received' && bytes[0] === JOIN_ROOM && bytes.length > 1);
  if (!join) return undefined;
  const decoder = schemaOfHandshake(join.bytes, 1);
  const paths = new WeakMap<object, string>([[decoder.state as object, '']]);
  return { decoder, paths, row: join.row };
}

interface Change {
  readonly path: string;
  readonly isRemoved: boolean;
  readonly value: unknown;
  readonly before: unknown;
}

function step({ decoder, paths }: Replay, bytes: Uint8Array, at: number): readonly Change[] {
  const changes: Change[] = [];
  decoder.triggerChanges = (all: DataChange[]) => {
    for (const { ref, field, dynamicIndex, op, value, previousValue } of all) {
      const path = joinPath(paths.get(ref) ?? '?', String(field ?? dynamicIndex ?? ''));
      if (typeof value === 'object' && value !== null) paths.set(value as object, path);
      // The first bit of an operation is set where something is added or replaced.
      if (changes.length < MAX_CHANGES)
        changes.push({
          path,
          isRemoved: (op & 0x80) === 0 && value === undefined,
          value,
          before: previousValue,
        });
    }
  };
  decoder.decode(bytes, { offset: at });
  return changes;
}

function joinPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function describe(changes: readonly Change[], { decoder }: Replay, { limits }: DecodeContext): ColyseusState {
  const budget = { nodes: limits.nodes, depth: limits.depth };
  const told = changes.filter(({ value }) => typeof value !== 'object' || value === null);
  const entries: Entry[] = told.map(({ path, value, before, isRemoved }) => ({
    key: path,
    value: isRemoved
      ? { kind: 'null', note: 'removed' }
      : {
          ...schemaValue(value, budget),
          ...(before !== undefined && { note: `was ${summaryOf(schemaValue(before, budget))}` }),
        },
  }));
  const summary = entries.map(({ key, value }) => `${key}: ${summaryOf(value)}`).join(', ');
  const whole: Entry[] =
    limits.nodes >= WHOLE_STATE ? [{ key: 'state', value: schemaValue(decoder.state, budget) }] : [];
  return {
    entries: [{ key: 'changes', value: { kind: 'object', entries } }, ...whole],
    summary: summary === '' ? '→ no change' : shorten(`→ ${summary}`, 180),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
