import protobuf from 'protobufjs';

/** A message type of a schema, by field number. */
export interface ProtoMessage {
  readonly name: string;
  readonly fields: ReadonlyMap<number, ProtoField>;
}

export interface ProtoField {
  readonly name: string;
  readonly type: ProtoType;
  readonly isRepeated: boolean;
  /** Of a map, the type of its keys. */
  readonly keyType: string | null;
}

export type ProtoType =
  | { readonly kind: 'scalar'; readonly name: string }
  | { readonly kind: 'enum'; readonly name: string; readonly names: ReadonlyMap<number, string> }
  | { readonly kind: 'message'; readonly name: string };

export type ProtoSchema = ReadonlyMap<string, ProtoMessage>;

/** What is wrong with a schema; both count from 1. */
export class ProtoError extends Error {
  readonly line: number;
  readonly column: number;
  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** Reads the text of a `.proto` file; its message types by their full names. Throws {@link ProtoError}. */
export function parseProto(text: string): ProtoSchema {
  try {
    const { root, imports } = protobuf.parse(text, { keepCase: true });
    for (const path of imports ?? []) {
      const known = protobuf.common.get(path);
      if (known?.nested) root.addJSON(known.nested);
    }
    root.resolveAll();
    const schema = new Map<string, ProtoMessage>();
    collect(root, schema);
    return schema;
  } catch (error) {
    throw placed(error instanceof Error ? error.message : String(error), text);
  }
}

function collect(space: protobuf.NamespaceBase, schema: Map<string, ProtoMessage>): void {
  for (const object of space.nestedArray) {
    if (object instanceof protobuf.Type) {
      const fields = object.fieldsArray.map((field): [number, ProtoField] => [field.id, fieldOf(field)]);
      const name = nameOf(object);
      schema.set(name, { name, fields: new Map(fields) });
    }
    if (object instanceof protobuf.Namespace) collect(object, schema);
  }
}

function fieldOf(field: protobuf.Field): ProtoField {
  const { name, repeated: isRepeated } = field;
  const keyType = field instanceof protobuf.MapField ? field.keyType : null;
  return { name, type: typeOf(field), isRepeated, keyType };
}

function typeOf({ resolvedType, type }: protobuf.Field): ProtoType {
  if (resolvedType instanceof protobuf.Enum) {
    const names = Object.entries(resolvedType.values).map(([name, value]): [number, string] => [value, name]);
    return { kind: 'enum', name: resolvedType.name, names: new Map(names) };
  }
  if (resolvedType) return { kind: 'message', name: nameOf(resolvedType) };
  return { kind: 'scalar', name: type };
}

function nameOf(object: protobuf.ReflectionObject): string {
  return object.fullName.replace(/^\./, '');
}

/** The library tells the line of some mistakes, and always what it stumbled over; the place follows from both. */
function placed(message: string, text: string): ProtoError {
  const told = / \(line (\d+)\)$/.exec(message);
  const word = /'([^']+)'/.exec(message)?.[1] ?? '';
  const lines = text.split('\n');
  const start = told
    ? Number(told[1]) - 1
    : Math.max(
        lines.findLastIndex((line) => line.includes(word)),
        0,
      );
  const column = (lines[start] ?? '').indexOf(word);
  const isEnd = word === 'null';
  const what = isEnd ? 'the schema ends too early' : message.slice(0, told?.index);
  const place = column >= 0 && !isEnd ? column : (lines[start] ?? '').length;
  return new ProtoError(what, start + 1, place + 1);
}
