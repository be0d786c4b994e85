// @ts-check
/**
 * `npm test`: sets up, builds, checks, and runs unit and end-to-end tests in both browsers; the last line counts them
 * all together. `-- --unit`, `-- --e2e` and `-- --grep WORDS` do a part.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';

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
  const env = { ...process.env, ...options.env, PATH: `${bin}:${process.env.PATH}` };
  return spawnSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, ...options, env });
}

/** One check is one test. @param {string} name @param {string[]} command @param {(output: string) => string | null} [judge] */
function check(name, command, judge = () => null) {
  const { status, stdout, stderr } = run(command);
  const output = `${stdout}${stderr}`;
  const complaint = status === 0 ? judge(output) : output;
  count(name, complaint === null, complaint ?? '');
}

function build() {
  for (const target of ['chrome', 'firefox', 'cli']) {
    check(`build of ${target}`, ['vite', 'build', '--mode', target], (output) =>
      // A loader would install the hook after the page's first script.
      /loader|dynamic import.*content/i.test(output) &&
      /content.?script/i.test(output) &&
      !/iife/i.test(output)
        ? `A content script is not one self-contained file:\n${output}`
        : null,
    );
  }
}

function checks() {
  check('format', ['biome', 'format', '.']);
  check('types', ['tsc']);
  check('lint and import direction', ['oxlint', '--type-aware', '--deny-warnings']);
  check('unused files, exports and dependencies', ['knip']);
  check('sizes of the bundles', ['node', 'scripts/bundle-sizes.mjs']);
  check('permissions of the manifests', ['node', 'scripts/manifests.mjs']);
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

/** @param {string[]} filter */
function unit(filter) {
  const file = join(reports, 'unit.json');
  run(['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filter], {
    stdio: 'inherit',
  });
  const report = read(file);
  if (!report || report.numTotalTests === 0)
    return count('unit tests ran', filter.length > 0 && report !== null);
  passed += report.numPassedTests;
  for (const suite of report.testResults) {
    if (suite.status === 'failed' && suite.assertionResults.length === 0) failures.push(suite.name);
    for (const { status, fullName } of suite.assertionResults)
      if (status !== 'passed') failures.push(fullName);
  }
}

/** @param {string[]} filter */
function e2e(filter) {
  const file = join(reports, 'e2e.json');
  run(['playwright', 'test', '--reporter=list,json', ...filter], {
    stdio: 'inherit',
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  const report = read(file);
  if (!report) return count('end-to-end tests ran', false);
  for (const { message } of report.errors) failures.push(message);
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
  report.suites.forEach(visit);
  if (report.suites.length === 0) count('end-to-end tests ran', filter.length > 0);
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
ensureDependencies();
const { findBrowser } = await import('./browsers.mjs');
if (isWhole || values.e2e || values.grep) {
  // Found once, and handed on to everything that starts one.
  process.env.CHROMIUM_PATH = await findBrowser('chromium');
  process.env.FIREFOX_PATH = await findBrowser('firefox');
}
build();
if (isWhole) checks();
if (isWhole || values.unit) unit(values.grep ? ['-t', values.grep] : []);
if (isWhole || values.e2e || (values.grep && !values.unit)) e2e(values.grep ? ['--grep', values.grep] : []);
rmSync(reports, { recursive: true, force: true });

if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
