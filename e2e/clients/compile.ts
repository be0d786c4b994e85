import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FLAGS = ['-O1', '-std=gnu11', '-Wall', '-Wextra', '-Werror'];
const SHARED = ['websocket.c', 'accept.c'];

/** The compiled clients of one run. */
export interface Build {
  /** Holds `exam`, and `game`: the C program of `e2e/games/posix-sockets` on WebSockets of its own. */
  readonly directory: string;
  remove(): Promise<void>;
}

/** Compiles the clients in C with gcc, into a directory of their own. */
export async function compileClients(): Promise<Build> {
  const directory = await mkdtemp(join(tmpdir(), 'socketscope-clients-'));
  const cwd = fileURLToPath(new URL('c/', import.meta.url));
  const gcc = (...args: string[]) => run('gcc', [...FLAGS, ...args], { cwd });
  const game = join(directory, 'game.o');
  await Promise.all([
    gcc(...SHARED, 'exam.c', '-o', join(directory, 'exam')),
    gcc('-include', 'sockets.h', '-c', '../../games/posix-sockets/client.c', '-o', game),
  ]);
  await gcc(game, ...SHARED, 'sockets.c', '-o', join(directory, 'game'));
  return { directory, remove: () => rm(directory, { recursive: true }) };
}
