import { MODES, type Mode } from './modes.ts';
import { type Outcome, PASSED } from './take-exam.ts';

/** A column of the document: what one client does in each mode. */
export type Column = Readonly<Record<Mode, string>>;

/** An outcome as the document says it: `opens with binary`, `opens with none`, `fails`, `breaks: …`. */
export function cellOf({ opened, protocol, lines }: Outcome): string {
  if (!opened) return 'fails';
  const wrong = PASSED.find((line, i) => lines[i] !== line);
  if (wrong !== undefined || lines.length > PASSED.length)
    return `breaks: ${lines.slice(PASSED.indexOf(wrong ?? '')).join(', ')}`;
  return `opens with ${protocol === '' ? 'none' : protocol}`;
}

/** @param cell gives what one client does in a mode; asked for one after the other, as clients of one machine would */
export async function columnOf(cell: (mode: Mode) => Promise<string>): Promise<Column> {
  const cells: [Mode, string][] = [];
  for (const mode of MODES) cells.push([mode, await cell(mode)]);
  return Object.fromEntries(cells) as Record<Mode, string>;
}

/** A table with a row for each mode. @param columns by the name of their client */
export function tableOf(columns: ReadonlyMap<string, Column>): string {
  const header = ['server', ...columns.keys()];
  const rows = MODES.map((mode) =>
    [`\`${mode}\``].concat([...columns.values()].map((column) => column[mode])),
  );
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Reads a column back from a document. @param heading of its section @throws where it is not there */
export function columnIn(document: string, heading: string, client: string): Column {
  const section = document.split(/^## /m).find((section) => section.startsWith(`${heading}\n`)) ?? '';
  const rows = [...section.matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) => row.split(' | '));
  const at = rows[0]?.indexOf(client) ?? -1;
  if (at === -1) throw new Error(`The document has no “${client}” under “${heading}”`);
  const cells = rows.slice(2).map((row) => [row[0]?.replaceAll('`', ''), row[at]]);
  return Object.fromEntries(cells) as Record<Mode, string>;
}
