import { signal } from '@preact/signals';
import type { SchemaKind } from '../../../src/decoders/registry.ts';
import { recall, remember } from '../remembered.ts';

/** A format that a person described. */
export interface Schema {
  /** Unique among all; choices refer to it. */
  readonly name: string;
  readonly kind: SchemaKind;
  readonly text: string;
}

const NAME = 'format-schemas';
/** Characters of one schema; the largest that a game is known to have is a tenth of it. */
export const MAX_SCHEMA = 500_000;

export const schemas = signal<readonly Schema[]>(recall(NAME, [], isSchemas));

export function schemaText(name: string): string | undefined {
  return schemas.value.find((schema) => schema.name === name)?.text;
}

/** Keeps a schema, in place of the one that has its name. */
export function keepSchema(schema: Schema): void {
  const others = schemas.peek();
  const isKnown = others.some(({ name }) => name === schema.name);
  put(isKnown ? others.map((other) => (other.name === schema.name ? schema : other)) : [...others, schema]);
}

export function removeSchema(name: string): void {
  put(schemas.peek().filter((schema) => schema.name !== name));
}

/** A name that no schema has yet, as close to the wanted one as can be. */
export function freeName(wanted: string): string {
  const names = new Set(schemas.peek().map(({ name }) => name));
  let name = wanted;
  for (let i = 2; names.has(name); i++) name = `${wanted} ${i}`;
  return name;
}

function put(next: readonly Schema[]): void {
  schemas.value = next;
  remember(NAME, next);
}

function isSchemas(value: unknown): value is readonly Schema[] {
  return Array.isArray(value) && value.every(isSchema);
}

function isSchema(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { name, kind, text } = value as Partial<Record<keyof Schema, unknown>>;
  return typeof name === 'string' && (kind === 'layout' || kind === 'proto') && typeof text === 'string';
}
