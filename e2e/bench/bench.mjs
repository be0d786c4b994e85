// @ts-check
/** `npm run bench -- <name>`: human lines, then one JSON object on the last line. */
const benchmarks = {
  'page-cost': () => import('./page-cost.mjs'),
  'devtools-open': () => import('./devtools-open.mjs'),
  idle: () => import('./idle.mjs'),
  soak: () => import('./soak.mjs'),
  ingest: () => import('./ingest.mjs'),
  'open-panel': () => import('./open-panel.mjs'),
  scroll: () => import('./scroll.mjs'),
  heap: () => import('./heap.mjs'),
  relay: () => import('./relay.mjs'),
  query: () => import('./query.mjs'),
  inspect: () => import('./inspect.mjs'),
};

const name = process.argv[2] ?? '';
if (!Object.hasOwn(benchmarks, name)) {
  console.error(`There is no benchmark "${name}". There are: ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}
const { run } = await benchmarks[/** @type {keyof typeof benchmarks} */ (name)]();
console.log(JSON.stringify({ benchmark: name, ...(await run()) }));
process.exit();
