import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Client } from './exam.d.ts';

/** How long a client may take, in milliseconds; each ends by itself long before. */
const LIMIT = 30_000;

/** How one connection of a client went. */
export interface Outcome {
  readonly opened: boolean;
  /** The subprotocol that it says was selected; '' for none. */
  readonly protocol: string;
  /** The lines that it printed after `opened`. */
  readonly lines: readonly string[];
  /** Why it did not open, as it says. */
  readonly why: string;
}

/** What a client prints of a connection that stays what it should be. */
export const PASSED: readonly string[] = [
  'text same',
  'binary same',
  'fragments same',
  'ping answered',
  'close 4001 bye',
];

/** Lets a client take the exam. @throws where it prints what is no exam, or does not end */
export async function takeExam(client: Client, build: string, url: string, offer: string): Promise<Outcome> {
  const lines = await linesOf(client.command(build, url, offer), client.env);
  const [first = '', ...rest] = lines;
  const [word, ...words] = first.split(' ');
  if (word !== 'opened' && word !== 'failed')
    throw new Error(`${client.name} printed no outcome: ${lines.join('\n')}`);
  const text = words.join(' ');
  return {
    opened: word === 'opened',
    protocol: word === 'opened' ? text : '',
    lines: rest,
    why: word === 'failed' ? text : '',
  };
}

/**
 * Runs a program of this folder until it ends, or until `isEnough` of a line.
 * @returns the lines of its output; the errors' where there is no other
 */
export async function linesOf(
  [program, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
  isEnough: (line: string) => boolean = () => false,
): Promise<string[]> {
  const child = spawn(program, args, {
    // Lua's modules are looked for beside the scripts.
    cwd: fileURLToPath(new URL('lua/', import.meta.url)),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT,
  });
  const lines: string[] = [];
  let errors = '';
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    if (isEnough(line)) child.kill();
  });
  child.stderr.on('data', (data) => (errors += data));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  return lines.length > 0 ? lines : [errors.trim()];
}
