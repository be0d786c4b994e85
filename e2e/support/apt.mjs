// @ts-check
/** Installs packages of the distribution, where it is Debian's kind and this process may. */
import { execFileSync, spawnSync } from 'node:child_process';

const PROGRAM = 'apt-get';
/** How long the package manager may take, in milliseconds. */
const LIMIT = 600_000;

/** Whether `installPackages` can do anything here. */
export function canInstallPackages() {
  if (spawnSync(PROGRAM, ['--version'], { stdio: 'ignore' }).status !== 0) return false;
  return isRoot() || spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
}

/** @param {readonly string[]} names @throws where one of them cannot be had */
export function installPackages(names) {
  const [command = '', ...words] = isRoot() ? [PROGRAM] : ['sudo', '-n', PROGRAM];
  const run = (/** @type {readonly string[]} */ args) =>
    execFileSync(command, [...words, ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: LIMIT,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  run(['update', '-qq']);
  run(['install', '-qq', '-y', '--no-install-recommends', ...names]);
}

function isRoot() {
  return process.getuid?.() === 0;
}
