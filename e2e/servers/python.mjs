// @ts-check
import { accessSync, constants } from 'node:fs';
import { freePort, startProgram } from './program.mjs';

/** The distribution's own Python is the one that sees its packages; another may come first on PATH. */
const PYTHON = isExecutable('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/**
 * @param {(port: number) => string} program
 * @param {string} [path] of the WebSocket
 * @returns {Promise<import('./set-up.d.ts').Running>}
 */
export async function startPython(program, path) {
  const port = await freePort();
  return startProgram(PYTHON, ['-W', 'ignore', 'server.py'], {
    port,
    files: { 'server.py': program(port) },
    ...(path === undefined ? {} : { path }),
  });
}

/** @param {string} code @param {number} levels of four spaces */
export function indent(code, levels) {
  return code
    .split('\n')
    .map((line) => '    '.repeat(levels) + line)
    .join('\n');
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
