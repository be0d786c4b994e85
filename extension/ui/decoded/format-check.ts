import type { Schema } from './format-schemas.ts';

/** What is wrong with a schema, by line and column from 1; nothing where it is fine. */
export interface SchemaCheck {
  readonly error?: { readonly line: number; readonly column: number; readonly message: string };
  /** Full names of the message types of a protobuf schema. */
  readonly messages: readonly string[];
}

/** Reads a schema as its decoder would. Its code is loaded when it is first asked. */
export async function checkSchema({ kind, text }: Schema): Promise<SchemaCheck> {
  return kind === 'layout' ? checkLayout(text) : checkProto(text);
}

async function checkLayout(text: string): Promise<SchemaCheck> {
  const [{ parseLayout }, { LayoutError }] = await Promise.all([
    import('../../../src/decoders/layout/parser.ts'),
    import('../../../src/decoders/layout/syntax.ts'),
  ]);
  try {
    parseLayout(text);
    return { messages: [] };
  } catch (error) {
    if (error instanceof LayoutError) return { error, messages: [] };
    throw error;
  }
}

async function checkProto(text: string): Promise<SchemaCheck> {
  const { parseProto, ProtoError } = await import('../../../src/decoders/proto/schema.ts');
  try {
    return { messages: [...parseProto(text).keys()] };
  } catch (error) {
    if (error instanceof ProtoError) return { error, messages: [] };
    throw error;
  }
}
