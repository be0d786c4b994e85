// @ts-check
/**
 * `node e2e/servers/check-fixes.mjs [id…]`: runs each set-up as it is and with the fix that the panel shows, connects
 * as a browser would, and writes what was seen to `docs/fixes-of-real-servers.md`. Fails where a fix does not help.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { WebSocket } from 'ws';
import { setUps } from './registry.mjs';

/** @typedef {import('./set-up.d.ts').SetUp & { fix: NonNullable<import('./set-up.d.ts').SetUp['fix']> }} FixableSetUp */

const ORIGIN = 'http://game.example:8080';
const DOCUMENT = new URL('../../docs/fixes-of-real-servers.md', import.meta.url);
/** How long a handshake and one echo may take, in milliseconds. */
const PATIENCE = 10_000;

/** @type {{ module: { servers: readonly import('../../src/diagnosis/servers/server.ts').Server[] } }} */
const { module: registry } = await runnerImport(
  fileURLToPath(new URL('../../src/diagnosis/servers/registry.ts', import.meta.url)),
);

/** More than one where versions differ. @param {FixableSetUp} setUp */
function codesOf({ software, fix: { purpose } }) {
  const server = registry.servers.find(({ id }) => id === software);
  const snippets = {
    selectSubprotocol: server?.selectSubprotocol?.('binary'),
    allowOrigin: server?.allowOrigin?.(ORIGIN),
    passUpgrade: server?.passUpgrade,
  }[purpose];
  const codes = (snippets ?? []).flatMap(({ code }) => code ?? []);
  if (codes.length === 0) throw new Error(`${software} has no code for ${purpose}`);
  return codes;
}

/**
 * Connects and sends three bytes. ws refuses what browsers refuse: a subprotocol left out, unasked or never offered.
 * @param {string} url
 * @param {readonly string[]} offer
 * @returns {Promise<string>} what was seen
 */
function visit(url, offer) {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, [...offer], { origin: ORIGIN, handshakeTimeout: PATIENCE });
    const end = (/** @type {string} */ seen) => {
      clearTimeout(timer);
      socket.terminate();
      resolve(seen);
    };
    const timer = setTimeout(() => end('no echo'), PATIENCE);
    socket.once('error', ({ message }) => end(`refused: ${message}`));
    socket.once('open', () => socket.send(Uint8Array.of(1, 2, 3)));
    socket.once('message', () => end(`opens with ${socket.protocol || 'no subprotocol'}, echoes`));
  });
}

/** @param {() => Promise<import('./set-up.d.ts').Running>} start @param {readonly string[]} offer */
async function seen(start, offer) {
  const running = await start();
  try {
    return await visit(running.url, offer);
  } finally {
    await running.close();
  }
}

/** @param {FixableSetUp} setUp @param {string} code @param {readonly string[]} offer */
async function tryFix({ fix }, code, offer) {
  const after = await seen(() => fix.start(code), offer);
  const unasked = fix.purpose === 'selectSubprotocol' ? await seen(() => fix.start(code), []) : '';
  return { code, after, unasked, helps: opens(after) && (unasked === '' || opens(unasked)) };
}

/** @param {string} seen */
const opens = (seen) => seen.startsWith('opens');

const wanted = process.argv.slice(2);
const fixable = setUps.filter(
  /** @returns {setUp is FixableSetUp} */
  (setUp) => setUp.fix !== undefined && (wanted.length === 0 || wanted.includes(setUp.id)),
);
/** @type {string[]} */
const rows = [];
for (const setUp of fixable) {
  const { name, offer = ['binary'] } = setUp;
  const before = await seen(setUp.start, offer);
  /** @type {Awaited<ReturnType<typeof tryFix>> | undefined} */
  let tried;
  for (const code of codesOf(setUp)) if (!tried?.helps) tried = await tryFix(setUp, code, offer);
  const { code = '', after = '', unasked = '', helps = false } = tried ?? {};
  const isProved = helps && !opens(before);
  if (!isProved) process.exitCode = 1;
  console.log(
    `${isProved ? '  ok' : 'FAIL'}  ${name}: ${before} → ${after}${unasked && `; asked nothing ${unasked}`}`,
  );
  const said = code.split('\n').map((line) => `\`${line.trim().replaceAll('|', '\\|')}\``);
  const cells = [name, offer.join(', ') || 'none', before, said.join('<br>'), after, unasked];
  rows.push(`| ${cells.join(' | ')} |`);
}

if (wanted.length === 0) {
  await mkdir(new URL('.', DOCUMENT), { recursive: true });
  await writeFile(
    DOCUMENT,
    `# Fixes, tried on real servers

Written by \`node e2e/servers/check-fixes.mjs\`: each server as people run it, and with what the panel tells them to
write. The client is strict as Chrome is, and comes from ${ORIGIN}.

| server | offered | as it is | the fix | with it | with it, offering none |
|---|---|---|---|---|---|
${rows.join('\n')}
`,
  );
}
