import {
  decode,
  Decoder as SchemaDecoder,
  Encoder as SchemaEncoder,
  Reflection,
  ReflectionField,
  ReflectionType,
} from '@colyseus/schema';

/**
 * Makes what decodes the states of a room from its handshake.
 * @param start where the room's token begins
 * @throws what the library throws, where the schema is not one that it knows
 */
export function schemaOfHandshake(bytes: Uint8Array, start: number): SchemaDecoder {
  const it = { offset: start };
  // The token and the serializer's name.
  for (let text = 0; text < 2; text++) it.offset += 1 + (bytes[it.offset] ?? 0);
  const own = it.offset;
  const length = decode.number(bytes, it);
  if (length > 0 && it.offset + length <= bytes.length) {
    return Reflection.decode(bytes.subarray(0, it.offset + length), it);
  }
  return Reflection.decode(translated(bytes, own), { offset: 0 });
}

/**
 * Up to Colyseus 0.16 the schema ends the handshake, without its length before it, and names what an array of plain
 * values holds behind a colon. Writes it as the library has it since.
 */
function translated(bytes: Uint8Array, offset: number): Uint8Array {
  const old = new Reflection();
  new SchemaDecoder(old).decode(bytes, { offset });
  const schema = new Reflection();
  schema.rootType = old.rootType;
  for (const { id, extendsId, fields } of old.types) {
    const type = new ReflectionType();
    type.id = id;
    type.extendsId = extendsId;
    for (const { name, type: kind, referencedType } of fields) {
      const field = new ReflectionField();
      const [collection = '', child] = kind.split(':');
      field.name = name;
      field.type = collection;
      field.referencedType = referencedType;
      if (child !== undefined) field.childPrimitive = child;
      type.fields.push(field);
    }
    schema.types.push(type);
  }
  return new SchemaEncoder(schema).encodeAll();
}
