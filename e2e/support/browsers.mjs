// @ts-check
/** Finds the browsers that `npm start`, the tests and the benchmarks drive; installs one where there is none. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canInstallPackages, installPackages } from './apt.mjs';

/** @typedef {'chromium' | 'firefox'} BrowserName */

/** How long a download may take before the next way is tried, in milliseconds. */
const DOWNLOAD_LIMIT = 180_000;

/** @type {Record<BrowserName, { variable: string, names: string[], places: string[], packages: string[] }>} */
const BROWSERS = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    // Branded Chrome is left out: since version 137 it ignores --load-extension.
    names: ['chromium', 'chromium-browser', 'google-chrome-for-testing', 'chrome-for-testing'],
    places: ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
    packages: ['chromium'],
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    names: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
    places: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    packages: ['firefox-esr', 'firefox'],
  },
};

/**
 * The path of a browser that is there already.
 * @param {BrowserName} name
 * @returns {string | null}
 */
function installedBrowser(name) {
  const { variable, names, places } = BROWSERS[name];
  const given = process.env[variable];
  if (given) {
    if (!isExecutable(given)) throw new Error(`${variable} names ${given}, which cannot be run.`);
    return given;
  }
  const directories = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    ...directories.flatMap((directory) => names.map((name) => join(directory, name))),
    ...places,
  ];
  return candidates.find(isExecutable) ?? null;
}

/**
 * The path of a browser; tries Playwright's download and the distribution's package where there is none.
 * @param {BrowserName} name
 * @returns {Promise<string>}
 */
export async function findBrowser(name) {
  const installed = installedBrowser(name);
  if (installed) return installed;
  // Playwright's Firefox is a patched one that takes no extension.
  if (name === 'chromium') {
    const downloaded = await downloadChromium();
    if (downloaded) return downloaded;
  }
  const packaged = installPackage(name);
  if (packaged) return packaged;
  const { variable, names } = BROWSERS[name];
  throw new Error(
    `There is no ${name}, and none could be installed. Install it (${names.join(' or ')} on PATH), or set ${variable} to its path.`,
  );
}

async function downloadChromium() {
  const { chromium } = await import('playwright');
  const known = chromium.executablePath();
  if (runs(known)) return known;
  if (onPath('google-chrome') || onPath('google-chrome-stable'))
    console.log('Google Chrome is there, but since version 137 it ignores --load-extension.');
  console.log('Downloading Chromium…');
  const installer = fileURLToPath(new URL('../node_modules/playwright/cli.js', import.meta.url));
  const { status } = spawnSync(process.execPath, [installer, 'install', '--no-shell', 'chromium'], {
    stdio: ['ignore', 'inherit', 'ignore'],
    timeout: DOWNLOAD_LIMIT,
  });
  if (status === 0 && runs(known)) return known;
  console.log(
    status === 0 ? 'The downloaded Chromium lacks libraries.' : 'Chromium could not be downloaded.',
  );
  return null;
}

/** @param {BrowserName} name */
function installPackage(name) {
  if (!canInstallPackages()) return null;
  for (const packageName of BROWSERS[name].packages) {
    console.log(`Installing the package ${packageName}…`);
    try {
      installPackages([packageName]);
    } catch (error) {
      console.log(`${packageName} could not be installed: ${error instanceof Error ? error.message : error}`);
      continue;
    }
    const installed = installedBrowser(name);
    if (installed) return installed;
  }
  return null;
}

/** Whether a downloaded browser starts: on a bare system it lacks libraries. @param {string} path */
function runs(path) {
  if (!isExecutable(path)) return false;
  // There the option opens a window instead.
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/** @param {string} command */
function onPath(command) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .some((directory) => isExecutable(join(directory, command)));
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
