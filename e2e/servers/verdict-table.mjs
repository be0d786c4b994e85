// @ts-check
/**
 * `node e2e/servers/verdict-table.mjs [id…]`: opens each set-up from a page in each browser, with the built extension's
 * panel in DevTools, and writes what the panel says to `docs/verdicts-of-real-servers.md`. Fails where a proof is wrong
 * or more than one in twenty is.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { launchChromium } from '../support/chromium.mjs';
import { launchFirefox } from '../support/firefox.mjs';
import { waitFor } from '../support/waiting.mjs';
import { setUps } from './registry.mjs';

/** @typedef {import('./set-up.d.ts').SetUp} SetUp */
/** @typedef {import('../support/driver.d.ts').Driver} Driver */
/** @typedef {import('../support/screen.ts').Screen} Screen */
/** @typedef {{ cause: string | null, certainty: string, text: string, server: string }} Said `server`: the one that is guessed */

const DOCUMENT = new URL('../../docs/verdicts-of-real-servers.md', import.meta.url);
/** How long a browser may take to open or fail, and the panel to hear of it, in milliseconds. */
const PATIENCE = 30_000;
/** How long the witnesses of a handshake may take to be heard once the page knows how it ended, in milliseconds. */
const HEARING = 3_000;
/** A dozen probes, one a second, and each may wait for its answer; in milliseconds. */
const PROBING = 180_000;

/** @param {string} file of `e2e/support` @returns {Promise<any>} */
async function support(file) {
  const { module } = await runnerImport(fileURLToPath(new URL(`../support/${file}`, import.meta.url)));
  return module;
}

const { Screen } = await support('screen.ts');
const { startSite } = await support('site.ts');

/** @type {readonly { title: string, expects: 'chromium' | 'firefox', isBlanked: boolean, launch: () => Promise<Driver> }[]} */
const BROWSERS = [
  { title: 'Chromium', expects: 'chromium', isBlanked: false, launch: () => launchChromium() },
  {
    title: 'Chromium without its text, after one click',
    expects: 'chromium',
    isBlanked: true,
    launch: () => launchChromium({ alongside: ['holds-web-request'] }),
  },
  { title: 'Firefox', expects: 'firefox', isBlanked: false, launch: () => launchFirefox() },
];

/**
 * @param {Driver} driver @param {string} pageUrl @param {SetUp} setUp @param {boolean} isBlanked
 * @returns {Promise<Said>}
 */
async function judge(driver, pageUrl, { start, offer = ['binary'] }, isBlanked) {
  const server = await start();
  const page = await driver.openPage(pageUrl);
  const panel = await driver.openPanel(page);
  try {
    /** @type {Screen} */
    const screen = new Screen(panel);
    await page.evaluate(
      (url, offer) => void Object.assign(globalThis, { socket: new WebSocket(url, [...offer]) }),
      server.url,
      offer,
    );
    const state = await waitFor('end of the handshake', () => stateOf(screen), PATIENCE);
    await hear(screen, state === 'failed');
    if (isBlanked && state === 'failed') await findOutWhy(screen);
    return await saidBy(screen);
  } finally {
    await panel.close();
    await page.close();
    await server.close();
  }
}

/** @param {Screen} screen @returns {Promise<string | null>} `null` while it is not decided */
async function stateOf(screen) {
  const [[state = ''] = []] = await screen.rows('Connections');
  return ['open', 'failed', 'closed'].includes(state) ? state : null;
}

/** Waits for a verdict that knows a cause, and for a while where there may be none. @param {Screen} screen @param {boolean} hasFailed */
async function hear(screen, hasFailed) {
  const deadline = Date.now() + HEARING;
  await waitFor('verdict', async () => {
    const verdict = await screen.verdict();
    const isKnown = verdict !== null && verdict.cause !== 'unknown';
    return (hasFailed && isKnown) || Date.now() > deadline;
  });
}

/** @param {Screen} screen */
async function findOutWhy(screen) {
  await screen.click('button', 'Find out why');
  await waitFor(
    'end of the probes',
    () => screen.surface.evaluate(() => document.querySelector('progress[aria-label=Probes]') === null),
    PROBING,
  );
}

/** @param {Screen} screen @returns {Promise<Said>} */
async function saidBy(screen) {
  const verdict = await screen.verdict();
  const server = await screen.surface.evaluate(() => {
    const choice = [...document.querySelectorAll('.fix-target')].find((target) =>
      target.querySelector('label')?.textContent?.startsWith('Server'),
    );
    const isGuessed = choice && !choice.textContent?.includes('Choose your server.');
    return isGuessed ? (choice.querySelector('select')?.selectedOptions[0]?.text ?? '') : '';
  });
  return {
    cause: verdict?.cause ?? null,
    certainty: verdict?.certainty ?? '',
    text: verdict?.text ?? '',
    server,
  };
}

/**
 * @param {SetUp} setUp @param {'chromium' | 'firefox'} browser @param {boolean} isBlanked @param {Said} said
 * @returns {'right' | 'named' | 'wrong'} `named`: as one that cannot be told from the likelier one
 */
function grade({ cause }, browser, isBlanked, said) {
  if ([cause[browser]].flat().includes(said.cause)) return 'right';
  return isBlanked && said.certainty !== 'proved' && cause.named?.test(said.text) ? 'named' : 'wrong';
}

/** @param {Said} said */
function tell({ cause, certainty, server }) {
  if (cause === null) return 'nothing wrong';
  return `${cause} (${certainty})${server && `<br>server: ${server}`}`;
}

const wanted = process.argv.slice(2);
const chosen = setUps.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
/** @type {string[][]} */
const columns = [];
/** @type {string[]} */
const counts = [];
const site = await startSite();
for (const { title, expects, isBlanked, launch } of BROWSERS) {
  const driver = await launch();
  /** @type {string[]} */
  const cells = [];
  const count = { right: 0, named: 0, wrong: 0 };
  let wronglyProved = 0;
  for (const setUp of chosen) {
    const said = await judge(driver, site.page('game'), setUp, isBlanked);
    const mark = grade(setUp, expects, isBlanked, said);
    count[mark]++;
    if (mark === 'wrong' && said.certainty === 'proved') wronglyProved++;
    console.log(`${mark.padEnd(5)}  ${title}: ${setUp.name}: ${tell(said)}`);
    cells.push({ right: tell(said), named: `*${tell(said)}*`, wrong: `**${tell(said)}**` }[mark]);
  }
  columns.push(cells);
  const named = isBlanked
    ? `, ${count.named} more named beside a likelier cause that looks the same there`
    : '';
  counts.push(
    `- ${title}: ${count.right} of ${chosen.length} right${named}, ${count.wrong} wrong, of which ${wronglyProved} called proved`,
  );
  if (wronglyProved > 0 || count.wrong > chosen.length * 0.05) process.exitCode = 1;
  await driver.close();
}
await site.close();
console.log(counts.join('\n'));

/** @param {SetUp} setUp */
function expected({ cause: { chromium, firefox } }) {
  const say = (/** @type {typeof chromium} */ cause) =>
    [cause]
      .flat()
      .map((id) => id ?? 'nothing wrong')
      .join(' or ');
  return say(chromium) === say(firefox) ? say(chromium) : `${say(chromium)}; in Firefox ${say(firefox)}`;
}

if (wanted.length === 0) {
  const header = ['server', 'offered', 'what is true', ...BROWSERS.map(({ title }) => title)];
  const rows = chosen.map((setUp, i) =>
    [setUp.name, (setUp.offer ?? ['binary']).join(', ') || 'none', expected(setUp)].concat(
      columns.map((cells) => cells[i] ?? ''),
    ),
  );
  const table = [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  await mkdir(new URL('.', DOCUMENT), { recursive: true });
  await writeFile(
    DOCUMENT,
    `# Verdicts of real servers

Written by \`node e2e/servers/verdict-table.mjs\`: each server as people run it, opened by a page, and what the panel in
DevTools says first. Chromium has no text of its own to give where another extension holds \`webRequest\`; there the
verdict is the one after a click on *Find out why*. In italics: a likelier cause that looks the same there is said first,
and the true one named beside it. In bold: wrong.

${counts.join('\n')}

${table.join('\n')}
`,
  );
}
