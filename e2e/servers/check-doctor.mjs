// @ts-check
/**
 * `node e2e/servers/check-doctor.mjs [id…]`, after a build: asks the built command line about each set-up, and writes
 * to `docs/clients-of-real-servers.md` which clients get in. Fails where its verdict is not that of the panel in Chrome.
 */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setUps } from './registry.mjs';

const ORIGIN = 'http://game.example:8080';
const COMMAND = fileURLToPath(new URL('../../dist/cli/socketscope.mjs', import.meta.url));
const DOCUMENT = new URL('../../docs/clients-of-real-servers.md', import.meta.url);

/**
 * @typedef {object} Report
 * @property {{ cause: string | null, certainty: string }} verdict
 * @property {readonly { name: string, connects: boolean | null }[]} clients
 */

/** @param {string} url @param {readonly string[]} offer @returns {Promise<Report>} */
function doctor(url, offer) {
  const protocols = offer.flatMap((protocol) => ['--protocol', protocol]);
  const args = [COMMAND, 'doctor', url, '--json', '--origin', ORIGIN, ...protocols];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, (error, out, complaint) => {
      if (complaint !== '' || out === '') reject(error ?? new Error(complaint));
      else resolve(JSON.parse(out));
    });
  });
}

/**
 * A server that lets no other page in either does not show that it is for the origin.
 * @param {string | null} cause
 * @param {import('./set-up.d.ts').SetUp['cause']['chromium']} due
 */
function isOneOf(cause, due) {
  const all = Array.isArray(due) ? due : [due];
  return all.includes(cause) || (cause === 'status-forbidden' && all.includes('origin-rejected'));
}

/** @param {Report} report @param {boolean | null} wanted */
function clientsThat({ clients }, wanted) {
  const names = clients.filter(({ connects }) => connects === wanted).map(({ name }) => name);
  if (names.length === clients.length) return 'all';
  return names.join('<br>') || 'none';
}

const wanted = process.argv.slice(2);
/** @type {string[]} */
const rows = [];
for (const { id, name, offer = ['binary'], cause, start } of setUps) {
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  const running = await start();
  const report = await doctor(running.url, offer);
  await running.close();
  const isRight = isOneOf(report.verdict.cause, cause.chromium);
  if (!isRight) process.exitCode = 1;
  const said = report.verdict.cause ?? 'nothing is wrong';
  console.log(
    `${isRight ? '  ok' : 'FAIL'}  ${name}: ${said}${isRight ? '' : `, not ${String(cause.chromium)}`}`,
  );
  const verdict = report.verdict.cause === null ? said : `${said}, ${report.verdict.certainty}`;
  const cells = [
    name,
    offer.join(', ') || 'none',
    verdict,
    clientsThat(report, false),
    clientsThat(report, null),
  ];
  rows.push(`| ${cells.join(' | ')} |`);
}

if (wanted.length === 0) {
  await mkdir(new URL('.', DOCUMENT), { recursive: true });
  await writeFile(
    DOCUMENT,
    `# Who can talk to real servers

Written by \`node e2e/servers/check-doctor.mjs\`: what \`socketscope doctor\` says of each server as people run it, for a
page of ${ORIGIN} that offers what stands in the second column. A client connects if it does as it comes,
or when it is told to offer the same.

| server | offered | verdict | cannot connect | not known |
|---|---|---|---|---|
${rows.join('\n')}
`,
  );
}
