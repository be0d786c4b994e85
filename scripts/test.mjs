// @ts-check
/**
 * `npm test`: sets up, builds, checks, and runs unit and end-to-end tests in both browsers; the last line counts them
 * all together. `-- --unit`, `-- --e2e` and `-- --grep WORDS` do a part.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';

/** How long one check or runner may take, in milliseconds; Playwright ends itself before, and then reports. */
const STEP_LIMIT = 45 * 60_000;
const root = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'socketscope-test-'));
let passed = 0;
/** @type {string[]} */
const failures = [];

/** @param {string} name @param {boolean} ok @param {string} [why] */
function count(name, ok, why = '') {
  if (ok) passed++;
  else failures.push(name);
  console.log(`${ok ? '  ok' : 'FAIL'}  ${name}`);
  if (!ok && why) console.log(why);
}

/** @param {string[]} command @param {import('node:child_process').SpawnSyncOptions} [options] */
function run([program = '', ...args], options = {}) {
  const bin = join(root, 'node_modules', '.bin');
  const env = { ...process.env, ...options.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  return spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: STEP_LIMIT,
    ...options,
    env,
  });
}

/** One check is one test. @param {string} name @param {string[]} command @param {(output: string) => string | null} [judge] */
function check(name, command, judge = () => null) {
  const { status, stdout, stderr, error } = run(command);
  const output = `${stdout}${stderr}${error?.message ?? ''}`;
  const complaint = status === 0 ? judge(output) : output;
  count(name, complaint === null, complaint ?? '');
}

/** What cannot be set up is counted as failed. @param {string} name @param {() => unknown} step @returns {Promise<boolean>} */
async function setUp(name, step) {
  try {
    await step();
    return true;
  } catch (error) {
    count(name, false, error instanceof Error ? error.message : String(error));
    return false;
  }
}

async function findBrowsers() {
  const { findBrowser } = await import('../e2e/support/browsers.mjs');
  for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
    await setUp(`a ${name} to test in`, async () => {
      const path = await findBrowser(name);
      console.log(`${name}: ${path}`);
      // Found once, and handed on to everything that starts one.
      process.env[`${name.toUpperCase()}_PATH`] = path;
    });
  }
}

/** @returns {boolean} whether all of it was built */
function build() {
  const before = failures.length;
  for (const target of ['chrome', 'firefox', 'cli'])
    check(`build of ${target}`, ['vite', 'build', '--mode', target]);
  return failures.length === before;
}

/** @param {boolean} isBuilt */
function checks(isBuilt) {
  check('lockfile fits every platform', ['npm', 'ci', '--dry-run', '--ignore-scripts', '--loglevel=error']);
  check('format', ['biome', 'format', '.']);
  check('types', ['tsc']);
  check('lint and import direction', ['oxlint', '--type-aware', '--deny-warnings']);
  check('unused files, exports and dependencies', ['knip']);
  if (!isBuilt) return;
  check('sizes of the bundles', ['node', 'scripts/bundle-sizes.mjs']);
  check('manifests and content scripts', ['node', 'scripts/manifests.mjs']);
  check('web-ext lint', ['web-ext', 'lint', '--source-dir', 'dist/firefox', '--output', 'json'], judgeAddon);
}

/** Warnings of web-ext that are known, each with its reason. */
const KNOWN_WARNINGS = new Map([
  [
    'UNSAFE_VAR_ASSIGNMENT',
    'preact sets innerHTML for dangerouslySetInnerHTML, which this project never uses',
  ],
]);

/** @param {string} output */
function judgeAddon(output) {
  const { errors, warnings } = JSON.parse(output.slice(output.indexOf('{')));
  const unknown = warnings.filter((/** @type {{ code: string }} */ { code }) => !KNOWN_WARNINGS.has(code));
  return errors.length + unknown.length === 0 ? null : JSON.stringify([...errors, ...unknown], null, 2);
}

/** @param {string} [words] of the tests' names */
function unit(words) {
  const file = join(reports, 'unit.json');
  const filter = words ? ['--testNamePattern', words] : [];
  const { status } = run(
    ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filter],
    { stdio: 'inherit' },
  );
  const before = failures.length;
  const report = read(file);
  passed += report?.numPassedTests ?? 0;
  for (const suite of report?.testResults ?? []) {
    if (suite.status === 'failed' && suite.assertionResults.length === 0) failures.push(suite.name);
    for (const { status, fullName } of suite.assertionResults) {
      const isFilteredOut = words !== undefined && status === 'skipped';
      if (status !== 'passed' && !isFilteredOut) failures.push(`${fullName} (${status})`);
    }
  }
  countRunner('unit tests', status, report, before);
}

/** @param {string} [words] of the tests' names */
function e2e(words) {
  const file = join(reports, 'e2e.json');
  const filter = words ? ['--grep', words, '--pass-with-no-tests'] : [];
  const { status } = run(['playwright', 'test', '--reporter=list,json', ...filter], {
    stdio: 'inherit',
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  const before = failures.length;
  const report = read(file);
  /** @param {any} suite */
  const visit = (suite) => {
    for (const child of suite.suites ?? []) visit(child);
    for (const spec of suite.specs ?? []) {
      for (const { projectName, status } of spec.tests) {
        if (status === 'expected') passed++;
        else failures.push(`[${projectName}] ${spec.title} (${status})`);
      }
    }
  };
  report?.suites.forEach(visit);
  for (const { message } of report?.errors ?? []) failures.push(message);
  countRunner('end-to-end tests', status, report, before);
}

/**
 * A runner may fail without a test that does: it crashed, or something threw outside of all tests.
 * @param {string} name @param {number | null} status @param {unknown} report @param {number} before failures before it
 */
function countRunner(name, status, report, before) {
  if (report === null) count(`${name} ran to their end`, false);
  else if (status !== 0 && failures.length === before) count(`${name} ended with status ${status}`, false);
}

/** @param {string} file @returns {any} */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // The runner ended before it could report: counted as a failure by who reads.
    return null;
  }
}

const { values } = parseArgs({
  options: { unit: { type: 'boolean' }, e2e: { type: 'boolean' }, grep: { type: 'string' } },
});
const isWhole = !values.unit && !values.e2e && !values.grep;
const runsUnit = values.unit || !values.e2e;
const runsE2e = values.e2e || !values.unit;
if (await setUp('packages', ensureDependencies)) {
  if (runsE2e) {
    await findBrowsers();
    const { ensureClients } = await import('../e2e/clients/install.mjs');
    await setUp('native clients to test with', ensureClients);
  }
  const isBuilt = build();
  const built = passed + failures.length;
  if (isWhole) checks(isBuilt);
  if (runsUnit) unit(values.grep);
  if (runsE2e) {
    if (isBuilt) e2e(values.grep);
    else count('end-to-end tests ran', false, 'There is no build to test.');
  }
  if (passed + failures.length === built) count('a test of that name', false);
}
rmSync(reports, { recursive: true, force: true });

if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
