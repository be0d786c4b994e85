// @ts-check
/**
 * `node e2e/clients/outcome-table.mjs`: every client, natively and in real browsers, on the echo server in each of its
 * ways to answer a subprotocol, and writes `docs/native-clients.md`. Clients are installed by `e2e/clients/install.mjs`.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { launchChromium } from '../support/chromium.mjs';
import { launchFirefox } from '../support/firefox.mjs';
import { startGameServer } from '../games/serve.mjs';
import { ensureClients } from './install.mjs';

const DOCUMENT = fileURLToPath(new URL('../../docs/native-clients.md', import.meta.url));

ensureClients();
const path = fileURLToPath(new URL('outcome-document.ts', import.meta.url));
/** @type {{ module: typeof import('./outcome-document.ts') }} */
const { module } = await runnerImport(path);
const drivers = [await launchChromium(), await launchFirefox()];
const games = await startGameServer();
try {
  await writeFile(DOCUMENT, await module.documentOf(drivers, games.url));
} finally {
  await games.close();
  for (const driver of drivers) await driver.close();
}
