// @ts-check
/** Checks what a page and a panel have to load against their budgets, in bytes of gzip. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

/** @type {{ name: string, files: (target: string) => string[], budget: number }[]} */
const BUDGETS = [
  { name: 'hook, in every frame of every page', files: () => ['hook/websocket-hook.iife.js'], budget: 5_000 },
  {
    name: 'hook of workers, in every frame of every page of Firefox',
    files: (target) => (target === 'firefox' ? ['hook/worker/owner-hook.iife.js'] : []),
    budget: 7_500,
  },
  { name: 'relay, in every frame of every page', files: () => ['relay/relay.iife.js'], budget: 3_000 },
  { name: 'first load of the panel', files: (target) => reachable(target, 'panel.html'), budget: 120_000 },
  { name: 'first load of the tester', files: (target) => reachable(target, 'tester.html'), budget: 120_000 },
];

/** A page's own scripts and styles, and all that they import statically. @param {string} target @param {string} page */
function reachable(target, page) {
  const found = new Set([page]);
  for (const file of found) {
    const source = readFileSync(join(dist, target, file), 'utf8');
    const patterns = file.endsWith('.html')
      ? [/<(?:script|link)[^>]+(?:src|href)="([^"]+)"/g]
      : [
          /(?:^|[;}])import\s*(?:[^"'();]*?from\s*)?["']([^"']+)["']/g,
          /export[^"';]*?from\s*["']([^"']+)["']/g,
        ];
    for (const pattern of patterns) {
      for (const [, path = ''] of source.matchAll(pattern)) {
        const from = path.startsWith('/') ? path.slice(1) : join(dirname(file), path);
        if (/\.(js|css)$/.test(from)) found.add(resolve('/', from).slice(1));
      }
    }
  }
  return [...found];
}

let isOver = false;
for (const target of ['chrome', 'firefox']) {
  for (const { name, files, budget } of BUDGETS) {
    const size = files(target).reduce(
      (sum, file) => sum + gzipSync(readFileSync(join(dist, target, file))).length,
      0,
    );
    if (size > budget) isOver = true;
    console.log(`${target}: ${name}: ${size} of ${budget} bytes${size > budget ? ', too large' : ''}`);
  }
}
process.exitCode = isOver ? 1 : 0;
