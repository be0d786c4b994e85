// @ts-check
/** How long the tester stands still while a person looks into a text of 10 MB and into 64 MB of bytes. */
import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import { launchBareChromium } from './bare-chromium.mjs';
import { extensionPath } from './measuring.mjs';

/** The longest that anything may take in one piece, in milliseconds. */
const BOUND_MS = 1_500;
/** How long each step is watched, in milliseconds. */
const WATCHED = 3_000;

/** JSON of about 10 MB, as a game's server would send all its state. */
function largeJson() {
  const players = Array.from({ length: 150_000 }, (_, i) => ({
    id: i,
    name: `player ${i}`,
    x: i * 1.5,
    y: [i],
  }));
  return JSON.stringify(players);
}

/** Two payloads of 64 MB that differ in a few places. */
function largeBytes() {
  const before = Buffer.alloc(64_000_000, 'a game that sends its whole world at once. ');
  const after = Buffer.from(before);
  for (let at = 1_000; at < after.length; at += 6_000_000) after[at] = 0;
  return [before, after];
}

const watch = `(() => {
  globalThis.longest = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    globalThis.longest = Math.max(globalThis.longest, now - last);
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

/** @param {number} row */
const select = (row) => `(() => {
  const rows = document.querySelectorAll('[aria-label=Frames] .scaled-list-rows [role=row]');
  rows[${row}].dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
})()`;

/** @param {string} role @param {string} name */
const click = (role, name) =>
  `[...document.querySelectorAll('${role}')].find(({ textContent }) => textContent === '${name}').click()`;

const STEPS = /** @type {const} */ ([
  ['10 MB of JSON, decoded', select(0)],
  ['its whole tree', click('button', 'Expand all')],
  ['10 MB as text', click('[role=tab]', 'Text')],
  ['10 MB as hex', click('[role=tab]', 'Hex')],
  ['64 MB as hex', select(2)],
  ['64 MB as text', click('[role=tab]', 'Text')],
  ['64 MB compared', click('[role=tab]', 'Diff')],
]);

export async function run() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => {
    socket.send(largeJson());
    for (const bytes of largeBytes()) socket.send(bytes);
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const browser = await launchBareChromium(extensionPath);
  const url = encodeURIComponent(`ws://127.0.0.1:${port}/`);
  const tester = await browser.openExtensionPage(`tester.html?url=${url}&connect=1`);
  await tester.waitFor(
    `document.querySelectorAll('[aria-label=Frames] .scaled-list-rows [role=row]').length === 3`,
  );
  await tester.evaluate(watch);
  /** @type {Record<string, number>} */
  const longest = {};
  for (const [name, step] of STEPS) {
    await tester.evaluate(`globalThis.longest = 0; ${step}`);
    await new Promise((resolve) => setTimeout(resolve, WATCHED));
    longest[name] = Math.round(Number(await tester.evaluate('globalThis.longest')));
    console.log(`${name}: at most ${longest[name]} ms in one piece`);
  }
  await browser.close();
  for (const socket of server.clients) socket.terminate();
  server.close();
  return { unit: 'ms', bound: BOUND_MS, worst: Math.max(...Object.values(longest)), longest };
}
