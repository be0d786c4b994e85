// @ts-check
/**
 * Writes the declarations of the package's library to `dist/cli/types`: those that `src/cli/library.ts` leads to, and
 * no others.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const to = join(root, 'dist/cli/types');
const from = mkdtempSync(join(tmpdir(), 'socketscope-types-'));

const tsc = join(root, 'node_modules/typescript/bin/tsc');
const { status, stdout } = spawnSync(
  process.execPath,
  [tsc, '--project', join(root, 'tsconfig.library.json'), '--outDir', from],
  { encoding: 'utf8' },
);
if (status !== 0) throw new Error(`tsc cannot write the declarations:\n${stdout}`);

rmSync(to, { recursive: true, force: true });
const waiting = [join(from, 'cli/library.d.ts')];
for (const file of waiting) {
  const text = readFileSync(file, 'utf8');
  const written = text.replace(/(from ')(\.[^']+)\.ts(';)/g, (_, before, path, after) => {
    const imported = join(dirname(file), `${path}.d.ts`);
    if (!waiting.includes(imported)) waiting.push(imported);
    return `${before}${path}.js${after}`;
  });
  const target = join(to, relative(from, file));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, written);
}
rmSync(from, { recursive: true });
