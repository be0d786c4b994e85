import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'vite';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

export interface Run {
  readonly process: ChildProcess;
  readonly lines: AsyncIterator<string>;
  readonly stderr: Promise<string>;
  readonly exit: Promise<number | null>;
}

/** The bundle alone in a folder, as it is given to people: no `node_modules` beside or above it. */
export class CommandLine {
  #folder = '';

  constructor() {
    beforeAll(async () => {
      this.#folder = await mkdtemp(join(tmpdir(), 'socketscope-'));
      await build({ mode: 'cli', logLevel: 'error', build: { outDir: this.#folder } });
    }, 60_000);
    afterAll(() => rm(this.#folder, { recursive: true }));
  }

  run(...args: string[]): Run {
    const child = spawn(process.execPath, ['socketscope.mjs', ...args], { cwd: this.#folder });
    const exit = once(child, 'close').then(([code]) => code as number | null);
    onTestFinished(() => void child.kill('SIGKILL'));
    return { process: child, lines: linesOf(child), stderr: text(child.stderr), exit };
  }
}

/** The next line of stdout; empty at its end. */
export async function line(run: Run): Promise<string> {
  const next = await run.lines.next();
  return next.done ? '' : next.value;
}

async function* linesOf({ stdout }: ChildProcess): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stdout ?? []) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
