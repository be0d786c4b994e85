import type { InspectedPage } from '../support/driver.d.ts';
import { type Column, cellOf, columnOf } from './cells.ts';
import type { Build } from './compile.ts';
import type { Client } from './exam.d.ts';
import { openInPage, playInBrowser, playNatively } from './game.ts';
import { listenInEachMode, type ListenerOfEachMode, MODES, type Route } from './modes.ts';
import { takeExam } from './take-exam.ts';

/** What the document calls the C program of `e2e/games/posix-sockets`, compiled natively. */
export const GAME = 'The C program, native';

export type BrowserName = 'Chromium' | 'Firefox';

/** The name of Emscripten's build of it in a browser. */
export function gameIn(browser: BrowserName): string {
  return `The C program, Emscripten, ${browser}`;
}

/** The name of a page's own `new WebSocket`. */
export function pageIn(browser: BrowserName): string {
  return `A page, ${browser}`;
}

/** All that takes part. */
export interface Cast {
  readonly clients: readonly Client[];
  readonly build: Build;
  /** Pages of the games' server. */
  readonly pages: readonly { readonly browser: BrowserName; readonly page: InspectedPage }[];
}

/** Lets a client take the exam in every mode. @param tell hears why it did not open */
export function columnOfClient(
  client: Client,
  build: Build,
  listeners: ListenerOfEachMode,
  offer: string,
  tell: (why: string) => void = () => {},
): Promise<Column> {
  return columnOf(async (mode) => {
    const url = `ws://127.0.0.1:${listeners.port(mode)}/`;
    const outcome = await takeExam(client, build.directory, url, offer);
    if (!outcome.opened) tell(outcome.why);
    return cellOf(outcome);
  });
}

/**
 * What each of them does in every mode, by name. Emscripten's build, and its source natively, offer `binary` alone.
 * @param tell hears why a native client did not open
 * @throws where one opens and then breaks
 */
export async function columnsOf(
  { clients, build, pages }: Cast,
  offer: string,
  route: Route,
  tell: (client: Client, why: string) => void,
): Promise<Map<string, Column>> {
  const columns = new Map<string, Column>();
  const add = (name: string, column: Column) => {
    const broken = MODES.find((mode) => column[mode].startsWith('breaks'));
    if (broken) throw new Error(`${route}: ${name}: ${broken}: ${column[broken]}`);
    columns.set(name, column);
    console.log(`${route}, “${offer}”: ${name}: ${MODES.map((mode) => column[mode]).join(' · ')}`);
  };
  const listeners = await listenInEachMode(route);
  for (const client of clients)
    add(client.name, await columnOfClient(client, build, listeners, offer, (why) => tell(client, why)));
  if (offer === 'binary') {
    add(GAME, await columnOf((mode) => playNatively(build, listeners.port(mode))));
    for (const { browser, page } of pages)
      add(gameIn(browser), await columnOf((mode) => playInBrowser(page, listeners.port(mode))));
  }
  await listeners.close();
  // Firefox makes a client wait that was refused at the same port before.
  const fresh = await listenInEachMode(route);
  for (const { browser, page } of pages)
    add(pageIn(browser), await columnOf((mode) => openInPage(page, fresh.port(mode), offer)));
  await fresh.close();
  return columns;
}
