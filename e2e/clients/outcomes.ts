import { startEchoServer } from '../../src/cli/echo-server.ts';
import type { Driver, InspectedPage } from '../support/driver.d.ts';
import { type Column, cellOf, columnOf, tableOf } from './cells.ts';
import { type Build, compileClients } from './compile.ts';
import type { Client } from './exam.d.ts';
import { openInPage, playInBrowser, playNatively } from './game.ts';
import { listenInEachMode, type ListenerOfEachMode, MODES, OFFERS } from './modes.ts';
import { clients, guests } from './registry.ts';
import { linesOf, takeExam } from './take-exam.ts';
import { versions } from './versions.ts';

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
  const taking = [...clients, ...(await guestsOf(build))];
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
  return compose(tables, complaints, taking);
}

/** Those of the guests that are on this machine: they open on a good server. */
async function guestsOf({ directory }: Build): Promise<Client[]> {
  const server = await startEchoServer({ listen: ['0'] });
  const url = `ws://127.0.0.1:${server.listeners[0]?.port}/`;
  const there: Client[] = [];
  for (const client of guests) {
    const [line = ''] = await linesOf(client.command(directory, url, ''), client.env);
    if (line.startsWith('opened')) there.push(client);
    else console.log(`${client.name} does not take part: ${line}`);
  }
  await server.close();
  return there;
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
    const broken = MODES.find((mode) => column[mode].startsWith('breaks'));
    if (broken) throw new Error(`${headingOf(offer)}: ${name}: ${broken}: ${column[broken]}`);
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

function compose(tables: readonly string[], complaints: Complaints, taking: readonly Client[]): string {
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

${versions(taking)
  .map((line) => `- ${line}`)
  .join('\n')}
`;
}
