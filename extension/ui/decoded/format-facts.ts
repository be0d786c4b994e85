import { computed } from '@preact/signals';
import type { ChosenFormat } from '../../../src/query/decoded-frames.ts';
import { formatChoiceFor, formatChoices } from './format-choices.ts';
import { schemas } from './format-schemas.ts';

/** Changes with every choice of a format and with every schema. */
export const formatsVersion = computed(() => ({ choices: formatChoices.value, schemas: schemas.value }));

const TYPES = ['text', 'binary'] as const;
const DIRECTIONS = ['sent', 'received'] as const;
const NOTHING: readonly ChosenFormat[] = [];

let known = new Map<string, readonly ChosenFormat[]>();
let knownVersion: object | null = null;

/** What the person chose for the frames of connections to a URL; the same object until that changes. */
export function chosenFormats(url: string): readonly ChosenFormat[] {
  const version = formatsVersion.peek();
  if (version !== knownVersion) known = new Map();
  knownVersion = version;
  let formats = known.get(url);
  if (!formats) known.set(url, (formats = formatsOf(url)));
  return formats;
}

function formatsOf(url: string): readonly ChosenFormat[] {
  const formats = TYPES.flatMap((type) => DIRECTIONS.flatMap((direction) => formatOf(url, type, direction)));
  return formats.length === 0 ? NOTHING : formats;
}

function formatOf(
  url: string,
  type: (typeof TYPES)[number],
  direction: (typeof DIRECTIONS)[number],
): ChosenFormat[] {
  const choice = formatChoiceFor(url, type, direction);
  if (!choice) return [];
  const name = choice.option?.split('#')[0];
  const schema = schemas.peek().find((schema) => schema.name === name)?.text;
  return [{ type, direction, choice, ...(schema !== undefined && { schema }) }];
}
