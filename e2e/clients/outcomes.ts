import { spawnSync } from 'node:child_process';
import type { Driver, InspectedPage } from '../support/driver.d.ts';
import { type Column, cellOf, columnOf, tableOf } from './cells.ts';
import { type Build, compileClients } from './compile.ts';
import type { Client } from './exam.d.ts';
import { openInPage, playInBrowser, playNatively } from './game.ts';
import { listenInEachMode, type ListenerOfEachMode, MODES, OFFERS } from './modes.ts';
import { clients, luaEv, PYTHON } from './registry.ts';
import { takeExam } from './take-exam.ts';

export const GAME = 'The C program, native';

interface Page {
  readonly browser: string;
  readonly page: InspectedPage;
}

/** The heading of a table. @param offer subprotocols with commas between them, or '' */
export function headingOf(offer: string): string {
  if (offer === '') return 'Offering none';
  return `Offering ${offer
    .split(',')
    .map((name) => `\`${name}\``)
    .join(', ')}`;
}

/** What a client says where it does not open, by mode and words. */
type Complaints = Map<string, string[]>;

/** Lets a client take the exam in every mode. @param tell hears why it did not open */
export function columnOfClient(
  client: Client,
  build: Build,
  listeners: ListenerOfEachMode,
  offer: string,
  tell: (mode: string, why: string) => void = () => {},
): Promise<Column> {
  return columnOf(async (mode) => {
    const url = `ws://127.0.0.1:${listeners.port(mode)}/`;
    const outcome = await takeExam(client, build.directory, url, offer);
    if (!outcome.opened) tell(mode, outcome.why);
    return cellOf(outcome);
  });
}

/** The document, from running all of it. @param gamesUrl of the server of `e2e/games` */
export async function documentOf(drivers: readonly Driver[], gamesUrl: string): Promise<string> {
  const build = await compileClients();
  const pages: Page[] = [];
  for (const driver of drivers) {
    const browser = driver.name === 'chromium' ? 'Chromium' : 'Firefox';
    pages.push({ browser, page: await driver.openPage(`${gamesUrl}/posix-sockets/page.js`) });
  }
  const [lua] = luaEv.command('', '', '');
  const hasLuaEv = spawnSync(lua, ['-e', 'require "ev"'], { stdio: 'ignore' }).status === 0;
  const taking = hasLuaEv ? [...clients, luaEv] : clients;
  const complaints: Complaints = new Map(taking.map(({ name }) => [name, []]));
  const tables: string[] = [];
  try {
    for (const offer of OFFERS) {
      tables.push(`## ${headingOf(offer)}\n\n${await tableFor(offer, taking, build, pages, complaints)}`);
    }
  } finally {
    await build.remove();
    for (const { page } of pages) await page.close();
  }
  return compose(tables, complaints, hasLuaEv);
}

async function tableFor(
  offer: string,
  taking: readonly Client[],
  build: Build,
  pages: readonly Page[],
  complaints: Complaints,
): Promise<string> {
  const listeners = await listenInEachMode();
  const columns = new Map<string, Column>();
  const add = (name: string, column: Column) => {
    columns.set(name, column);
    console.log(`${headingOf(offer)}: ${name}: ${MODES.map((mode) => column[mode]).join(', ')}`);
  };
  for (const client of taking) {
    const tell = (_: string, why: string) => complaints.get(client.name)?.push(why);
    add(client.name, await columnOfClient(client, build, listeners, offer, tell));
  }
  // Emscripten's build offers `binary`, and its source natively the same.
  if (offer === 'binary') {
    add(GAME, await columnOf((mode) => playNatively(build, listeners.port(mode))));
    for (const { browser, page } of pages)
      add(gameIn(browser), await columnOf((mode) => playInBrowser(page, listeners.port(mode))));
  }
  await listeners.close();
  // Firefox makes a client wait that was refused at the same port before.
  const fresh = await listenInEachMode();
  for (const { browser, page } of pages)
    add(`A page, ${browser}`, await columnOf((mode) => openInPage(page, fresh.port(mode), offer)));
  await fresh.close();
  return tableOf(columns);
}

/** The name of Emscripten's build in a browser. */
export function gameIn(browser: string): string {
  return `The C program, Emscripten, ${browser}`;
}

function compose(tables: readonly string[], complaints: Complaints, hasLuaEv: boolean): string {
  const said = [...complaints].map(
    ([name, words]) =>
      `- ${name}: ${[...new Set(words)].map((why) => `\`${why}\``).join(', ') || 'it never failed'}`,
  );
  return `# Native clients and browsers, side by side

Written by \`node e2e/clients/outcome-table.mjs\`: real clients, natively and in browsers, on the echo server in each of
its ways to answer the offer of a subprotocol (\`socketscope echo --listen 9999,subprotocol=omit\`). What opens is used: texts,
binary messages of 0 to 65,536 bytes, fragments, a ping and a close with a code of the client's must come back as they
were sent.

${tables.join('\n\n')}

## What they say when they fail

${said.join('\n')}

The C program learns no more than \`ECONNREFUSED\`, natively and in the browser.

## Which they are

${versions(hasLuaEv)
  .map((line) => `- ${line}`)
  .join('\n')}
`;
}

function versions(hasLuaEv: boolean): string[] {
  const ask = (command: string, ...args: string[]) => {
    const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    return `${stdout}${stderr}`.split('\n', 1).join('').trim();
  };
  const curl = spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? '';
  const hasWebSocket = /^Protocols:.*\bws\b/m.test(curl);
  return [
    `The client in Lua is [e2e/clients/lua](../e2e/clients/lua), on ${ask('lua5.4', '-e', 'print(_VERSION, require("socket")._VERSION)').replace('\t', ' with ')} and on ${ask('lua5.1', '-e', 'print(_VERSION, require("copas")._VERSION)').replace('\t', ' with ')}.`,
    'Unchecked means that it does as lua-websockets does, and many a native client: it sends an empty header where it offers nothing, and takes any subprotocol for an answer.',
    `lua-ev is in no distribution: ${hasLuaEv ? 'it was built from its source, and takes part wherever `lua5.1` finds it' : 'it is not on the machine that wrote this'}.`,
    `websocket-client ${ask(PYTHON, '-c', 'import websocket; print(websocket.__version__)')}, websockets ${ask(PYTHON, '-c', 'import websockets.version; print(websockets.version.version)')}, ${ask(PYTHON, '--version')}.`,
    `The client in C is [e2e/clients/c](../e2e/clients/c). The C program is [e2e/games/posix-sockets](../e2e/games/posix-sockets): the same source, with \`connect\`, \`send\` and \`recv\` of that client natively, and with Emscripten's in the browser.`,
    `${curl.split(' (', 1).join('')} ${hasWebSocket ? 'has WebSocket, but is not asked here' : 'of this distribution is built without WebSocket, so it takes no part'}.`,
  ];
}
