/** A person's own binary layout, as it was written. */
export interface Layout {
  readonly statements: readonly Statement[];
  readonly structs: ReadonlyMap<string, readonly Statement[]>;
  readonly enums: ReadonlyMap<string, EnumType>;
}

export interface NumberType {
  readonly kind: 'number';
  readonly name: string;
  readonly form: 'unsigned' | 'signed' | 'float' | 'bool' | 'varint' | 'zigzag';
  /** 0 for those of variable length. */
  readonly bytes: 0 | 1 | 2 | 4 | 8;
  readonly isLittle: boolean;
}

/** Names of numbers; of flags, each name is one or more bits. */
export interface EnumType {
  readonly kind: 'enum';
  readonly name: string;
  readonly base: NumberType;
  readonly isFlags: boolean;
  readonly names: ReadonlyMap<bigint, string>;
}

export type FieldType =
  | NumberType
  | EnumType
  | { readonly kind: 'struct'; readonly name: string }
  | { readonly kind: 'string' }
  /** Ends with a NUL. */
  | { readonly kind: 'cstring' }
  | { readonly kind: 'bytes' }
  /** Something whose own content tells what it is. */
  | { readonly kind: 'payload' };

export type Expression =
  | { readonly kind: 'literal'; readonly value: bigint }
  | { readonly kind: 'name'; readonly path: readonly string[] }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

export type Operator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '&'
  | '=='
  | '!='
  | '<'
  | '>'
  | '<='
  | '>='
  | '&&'
  | '||';

/** How many: given, told by a number in front, or as many as there are. */
export type Size =
  | { readonly kind: 'count'; readonly count: Expression }
  | { readonly kind: 'prefix'; readonly type: NumberType }
  | { readonly kind: 'rest' };

export type Statement =
  | {
      readonly kind: 'field';
      readonly type: FieldType;
      readonly name: string;
      readonly size: Size | null;
      /** What it must be, or the frame is another. */
      readonly expected: Expression | null;
    }
  | {
      readonly kind: 'bits';
      readonly type: NumberType;
      readonly parts: readonly { readonly name: string; readonly bits: number }[];
    }
  | { readonly kind: 'skip'; readonly count: Expression }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly matched: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly kind: 'switch'; readonly subject: Expression; readonly cases: readonly SwitchCase[] };

export interface SwitchCase {
  /** Empty for `default`. A name is one of the enumeration that is switched on. */
  readonly labels: readonly (bigint | string)[];
  readonly statements: readonly Statement[];
}

/** What is wrong with a layout; both count from 1, columns in UTF-16 code units. */
export class LayoutError extends Error {
  readonly line: number;
  readonly column: number;
  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}
