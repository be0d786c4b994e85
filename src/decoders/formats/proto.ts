import { type Decoder, NOT_MINE } from '../decoder.ts';
import { ProtoReader } from '../proto/reader.ts';
import { parseProto, ProtoError, type ProtoSchema } from '../proto/schema.ts';
import { readingOf } from '../reading.ts';
import { summaryOf } from '../values/summary.ts';
import type { ObjectValue } from '../values/value.ts';

/** Schemas that were read last, by their text: it is the same for each frame. */
const MAX_KEPT = 8;
const kept = new Map<string, ProtoSchema | ProtoError>();

/** protobuf by a schema of the person's own. The option is the schema's name, `#`, and the full name of a message type. */
export const decoder: Decoder = {
  decode(payload, context) {
    if (payload.isText) return NOT_MINE;
    const [name = '', type = ''] = context.option?.split('#') ?? [];
    const text = context.schema(name);
    if (text === undefined) return { outcome: 'not-mine', why: 'no schema was chosen' };
    const schema = schemaOf(text);
    if (schema instanceof ProtoError) {
      const { line, column, message } = schema;
      return { outcome: 'not-mine', why: `line ${line}, column ${column} of the schema: ${message}` };
    }
    const message =
      schema.get(type) ?? (type === '' && schema.size === 1 ? [...schema.values()][0] : undefined);
    if (!message) return { outcome: 'not-mine', why: 'choose which message of the schema it is' };
    return readingOf(
      payload,
      context,
      (reading) => {
        const value: ObjectValue = {
          kind: 'object',
          entries: [],
          start: 0,
          end: payload.bytes.length,
          type: message.name,
        };
        reading.root = value;
        new ProtoReader(schema, payload.bytes, reading, context.limits.nodes).message(
          message,
          value,
          0,
          payload.bytes.length,
        );
        return { summary: summaryOf(value) };
      },
      summaryOf,
    );
  },
};

function schemaOf(text: string): ProtoSchema | ProtoError {
  const known = kept.get(text);
  if (known) return known;
  if (kept.size >= MAX_KEPT) kept.clear();
  const schema = parsed(text);
  kept.set(text, schema);
  return schema;
}

function parsed(text: string): ProtoSchema | ProtoError {
  try {
    return parseProto(text);
  } catch (error) {
    if (error instanceof ProtoError) return error;
    throw error;
  }
}
