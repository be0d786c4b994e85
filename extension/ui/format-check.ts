import type { Schema } from './format-schemas.ts';

/** What is wrong with a schema, by line and column from 1; nothing where it is fine. */
export interface SchemaCheck {
  readonly error?: { readonly line: number; readonly column: number; readonly message: string };
}

/** Reads a schema as its decoder would. Its code is loaded when it is first asked. */
export async function checkSchema({ text }: Schema): Promise<SchemaCheck> {
  const [{ parseLayout }, { LayoutError }] = await Promise.all([
    import('../../src/decoders/layout/parser.ts'),
    import('../../src/decoders/layout/syntax.ts'),
  ]);
  try {
    parseLayout(text);
    return {};
  } catch (error) {
    if (error instanceof LayoutError) return { error };
    throw error;
  }
}
