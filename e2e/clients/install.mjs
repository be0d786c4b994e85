// @ts-check
/** `node e2e/clients/install.mjs`: what the native clients run on, from the distribution (Debian or Ubuntu). */
import { spawnSync } from 'node:child_process';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { canInstallPackages, installPackages } from '../support/apt.mjs';

/** Each package with a command that tells whether it is there. @type {readonly [names: string, command: string[]][]} */
const NEEDS = [
  ['lua5.4 lua-socket', ['lua5.4', '-e', 'require "socket"']],
  ['lua5.1 lua-socket lua-copas', ['lua5.1', '-e', 'require "socket" require "copas" require "coxpcall"']],
  ['lua-bitop lua-bit32', ['lua5.1', '-e', 'require "bit" require "bit32"']],
  ['python3 python3-websocket', ['/usr/bin/python3', '-c', 'import websocket']],
  ['python3-websockets', ['/usr/bin/python3', '-c', 'import websockets']],
  ['gcc libc6-dev', ['sh', '-c', 'echo "#include <stdio.h>" | gcc -E -x c - -o /dev/null']],
];

/** Installs what is missing. @throws where something is, and cannot be installed */
export function ensureClients() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  if (canInstallPackages()) {
    console.log(`Installing the packages ${missing.join(', ')}…`);
    installPackages(missing);
  }
  const still = missingPackages();
  if (still.length > 0) throw new Error(`The native clients need these packages: ${still.join(' ')}`);
}

function missingPackages() {
  const needs = NEEDS.filter(
    ([, [command = '', ...args]]) => spawnSync(command, args, { stdio: 'ignore' }).status !== 0,
  );
  return [...new Set(needs.flatMap(([names]) => names.split(' ')))];
}

if (argv[1] === fileURLToPath(import.meta.url)) ensureClients();
