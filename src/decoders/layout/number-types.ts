import type { NumberType } from './syntax.ts';

const SIZED = /^([uif])(8|16|32|64)(le|be)?$/;
const FORMS = { u: 'unsigned', i: 'signed', f: 'float' } as const;

/** `u8`, `i16le`, `f32be`, `bool`, `varint`, `zigzag`; `null` for any other name. */
export function numberTypeOf(name: string, isLittle: boolean): NumberType | null {
  if (name === 'bool') return { kind: 'number', name, form: 'bool', bytes: 1, isLittle };
  if (name === 'varint' || name === 'zigzag') return { kind: 'number', name, form: name, bytes: 0, isLittle };
  const found = SIZED.exec(name);
  if (!found) return null;
  const form = FORMS[found[1] as 'u' | 'i' | 'f'];
  const bytes = (Number(found[2]) / 8) as 1 | 2 | 4 | 8;
  if (form === 'float' && bytes < 4) return null;
  return { kind: 'number', name, form, bytes, isLittle: found[3] ? found[3] === 'le' : isLittle };
}
