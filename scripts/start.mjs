// @ts-check
/**
 * `npm start`: sets up, builds, starts the echo server and the demo game, and opens a browser on it with the extension
 * and its panel in front. `-- --browser firefox`; `-- --headless` runs the whole way once, prints what the panel
 * shows, and exits.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';

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
  const { status, stdout, stderr } = spawnSync('npx', ['vite', 'build', '--mode', target], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The build of ${target} failed:\n${stdout}${stderr}`);
}

/**
 * A good echo server, and one that leaves the subprotocol out.
 * @param {[number, number]} ports 0 takes a free one
 * @returns {Promise<{ child: import('node:child_process').ChildProcess, good: string, broken: string }>} with their URLs
 */
async function startEchoServers([good, broken]) {
  const listen = ['--listen', `${good}`, '--listen', `${broken},subprotocol=omit`];
  const child = spawn(process.execPath, ['dist/cli/socketscope.mjs', 'echo', ...listen, '--quiet'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let complaint = '';
  child.stderr.on('data', (data) => (complaint += data));
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (data) => {
      output += data;
      const [good, broken] = [...output.matchAll(/^listening on (ws:\S+)$/gm)].map(([, url]) => url);
      if (good && broken) resolve({ child, good, broken });
    });
    child.once('exit', () => reject(new Error(`The echo server did not start. ${complaint}`)));
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

async function main() {
  const { browser, headless, 'no-build': isBuilt } = options();
  ensureDependencies();
  const { findBrowser } = await import('./browsers.mjs');
  const path = await findBrowser(browser === 'firefox' ? 'firefox' : 'chromium');
  console.log(`Browser: ${path}`);
  if (!isBuilt) {
    console.log('Building…');
    build(browser);
    build('cli');
  }
  // Without a display nobody connects by hand, so any free ports do.
  const server = await startEchoServers(headless ? [0, 0] : [9999, 9998]);
  const { startGameServer } = await import('../e2e/games/serve.mjs');
  const games = await startGameServer();
  console.log(
    'Echo server: ws://localhost:9999, and one that leaves out the subprotocol: ws://localhost:9998',
  );
  console.log(`Demo game:   ${games.url}`);
  const driver = await launch(/** @type {'chrome' | 'firefox'} */ (browser), headless);
  const end = async () => {
    await driver.close().catch(() => console.log('The browser was gone already.'));
    server.child.kill('SIGTERM');
    await games.close();
  };
  try {
    const query = new URLSearchParams({ server: `${server.good}/?latency=60`, broken: `${server.broken}/` });
    if (headless) query.set('autoplay', '1');
    const page = await driver.openPage(`${games.url}/arena/?${query}`);
    const panel = await driver.openPanel(page);
    if (headless) {
      console.log(`\nThe panel shows:\n\n${await showOnce(page, panel)}`);
      return;
    }
    console.log(
      'DevTools are open on the Socketscope panel. Press “Join the broken server” in the game. Ctrl+C ends it all.',
    );
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), driver.closed]);
  } finally {
    await end();
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
