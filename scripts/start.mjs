// @ts-check
/**
 * `npm start`: sets up, builds, starts the echo server and the demo game, and opens a browser on it with the extension
 * and its panel in front. `-- --browser firefox`; `-- --headless` runs the whole way once, prints what the panel
 * shows, and exits.
 */
import { spawn, spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';

/** @typedef {(() => unknown)[]} Endings how to end what was started, oldest first */

/** How long the browser may take to close, in milliseconds; then it is killed. */
const CLOSE_LIMIT = 5_000;
const root = fileURLToPath(new URL('..', import.meta.url));

function options() {
  const { values } = parseArgs({
    options: {
      browser: { type: 'string', default: 'chrome' },
      headless: { type: 'boolean', default: false },
      // For a caller that has built already.
      'no-build': { type: 'boolean', default: false },
    },
  });
  if (!['chrome', 'firefox'].includes(values.browser)) throw new Error('--browser is chrome or firefox.');
  if (
    !values.headless &&
    process.platform === 'linux' &&
    !process.env.DISPLAY &&
    !process.env.WAYLAND_DISPLAY
  ) {
    throw new Error('There is no display to open a browser on. Run it without one: npm start -- --headless');
  }
  return values;
}

/** @param {string} target */
function build(target) {
  const vite = 'node_modules/vite/bin/vite.js';
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '--mode', target], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The build of ${target} failed:\n${stdout}${stderr}`);
}

/**
 * A good echo server, and one that leaves the subprotocol out.
 * @param {[number, number]} ports 0 takes a free one
 * @param {Endings} endings
 * @returns {Promise<{ good: string, broken: string }>} their URLs
 */
function startEchoServers([good, broken], endings) {
  const listen = ['--listen', `${good}`, '--listen', `${broken},subprotocol=omit`];
  const server = spawn(process.execPath, ['dist/cli/socketscope.mjs', 'echo', ...listen, '--quiet'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endings.push(() => server.kill());
  let output = '';
  let complaint = '';
  server.stderr.on('data', (data) => (complaint += data));
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (data) => {
      output += data;
      const [good, broken] = [...output.matchAll(/^listening on (ws:\S+)$/gm)].map(([, url]) => url);
      if (good && broken) resolve({ good, broken });
    });
    server.once('close', () =>
      reject(
        new Error(`The echo server needs the ports ${good} and ${broken}. It says: ${complaint.trim()}`),
      ),
    );
  });
}

/** @param {'chrome' | 'firefox'} browser @param {boolean} headless */
async function launch(browser, headless) {
  if (browser === 'chrome') return (await import('../e2e/support/chromium.mjs')).launchChromium({ headless });
  return (await import('../e2e/support/firefox.mjs')).launchFirefox({ headless });
}

/** Plays the demo, joins the broken server, and returns what the panel shows. @param {import('../e2e/support/driver.d.ts').InspectedPage} page @param {import('../e2e/support/driver.d.ts').Surface} panel */
async function showOnce(page, panel) {
  const { waitFor } = await import('../e2e/support/waiting.mjs');
  await waitFor('frames in the panel', () =>
    panel.evaluate(() => document.querySelectorAll('[aria-label=Frames] [role=row]').length > 10),
  );
  await page.evaluate(() =>
    document.querySelector(/** @type {'button'} */ ('[data-action=join-broken]'))?.click(),
  );
  await waitFor('verdict in the panel', () =>
    panel.evaluate(
      () =>
        document.querySelector('[aria-label=Verdict]') !== null &&
        !document.querySelector('[data-cause=unknown]'),
    ),
  );
  return panel.evaluate(() => document.body.innerText);
}

/** @param {ReturnType<typeof options>} options @param {Endings} endings */
async function start({ browser, headless, 'no-build': isBuilt }, endings) {
  ensureDependencies();
  const { findBrowser } = await import('../e2e/support/browsers.mjs');
  console.log(`Browser: ${await findBrowser(browser === 'firefox' ? 'firefox' : 'chromium')}`);
  if (!isBuilt) {
    console.log('Building…');
    build(browser);
    build('cli');
  }
  // Without a display nobody connects by hand, so any free ports do.
  const { good, broken } = await startEchoServers(headless ? [0, 0] : [9999, 9998], endings);
  const { startGameServer } = await import('../e2e/games/serve.mjs');
  const games = await startGameServer();
  endings.push(games.close);
  console.log(`Echo server: ${good}, and one that leaves out the subprotocol: ${broken}`);
  console.log(`Demo game:   ${games.url}`);
  const driver = await launch(/** @type {'chrome' | 'firefox'} */ (browser), headless);
  endings.push(() => Promise.race([driver.close(), setTimeout(CLOSE_LIMIT)]));
  const servers = new URLSearchParams({ autoplay: '1', server: `${good}/?latency=60`, broken: `${broken}/` });
  const page = await driver.openPage(`${games.url}/arena/${headless ? `?${servers}` : ''}`);
  await driver.closeBlankTabs();
  const panel = await driver.openPanel(page);
  if (headless) {
    console.log(`\nThe panel shows:\n\n${await showOnce(page, panel)}`);
    return;
  }
  console.log(
    'DevTools are open on the Socketscope panel. Press “Join the broken server” in the game. Ctrl+C ends it all.',
  );
  await driver.closed;
}

async function main() {
  const chosen = options();
  /** @type {Endings} */
  const endings = [];
  const interrupted = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });
  try {
    await Promise.race([start(chosen, endings), interrupted]);
  } finally {
    for (const end of endings.toReversed()) {
      // One that fails must not keep the others from ending; the browser may be gone already.
      await Promise.resolve(end()).catch((error) => console.error(String(error)));
    }
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
