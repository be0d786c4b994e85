import { startEchoServer } from '../../src/cli/echo-server.ts';
import type { Driver } from '../support/driver.d.ts';
import { type Column, tableOf } from './cells.ts';
import { type Cast, columnsOf } from './columns.ts';
import { type Build, compileClients } from './compile.ts';
import type { Client } from './exam.d.ts';
import { MODES, OFFERS } from './modes.ts';
import { clients, guests } from './registry.ts';
import { linesOf } from './take-exam.ts';
import { versions } from './versions.ts';

/** The heading of a table. @param offer subprotocols with commas between them, or '' */
export function headingOf(offer: string, route: 'direct' | 'repaired'): string {
  const names = offer.split(',').map((name) => `\`${name}\``);
  const offering = `Offering ${offer === '' ? 'none' : names.join(', ')}`;
  return route === 'direct' ? offering : `${offering}, through \`--repair subprotocol\``;
}

/** The document, from running all of it. @param gamesUrl of the server of `e2e/games` */
export async function documentOf(drivers: readonly Driver[], gamesUrl: string): Promise<string> {
  const build = await compileClients();
  const cast: Cast = {
    clients: [...clients, ...(await guestsOf(build))],
    build,
    pages: await Promise.all(
      drivers.map(async (driver) => ({
        browser: driver.name === 'chromium' ? ('Chromium' as const) : ('Firefox' as const),
        page: await driver.openPage(`${gamesUrl}/posix-sockets/page.js`),
      })),
    ),
  };
  try {
    return await play(cast);
  } finally {
    await build.remove();
    for (const { page } of cast.pages) await page.close();
  }
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

async function play(cast: Cast): Promise<string> {
  const complaints = new Map(cast.clients.map(({ name }) => [name, new Set<string>()]));
  const tell = ({ name }: Client, why: string) => complaints.get(name)?.add(why);
  const direct: string[] = [];
  const repaired: string[] = [];
  let relayed = 0;
  for (const offer of OFFERS) {
    const seen = await columnsOf(cast, offer, 'direct', tell);
    direct.push(section(offer, 'direct', seen));
    relayed += expectSame(seen, await columnsOf(cast, offer, 'relayed', () => {}));
    repaired.push(section(offer, 'repaired', await columnsOf(cast, offer, 'repaired', () => {})));
  }
  const said = [...complaints].map(
    ([name, words]) => `- ${name}: ${[...words].map((why) => `\`${why}\``).join(', ') || 'it never failed'}`,
  );
  return compose({ direct, repaired, relayed, said, versions: versions(cast.clients) });
}

function section(offer: string, route: 'direct' | 'repaired', columns: ReadonlyMap<string, Column>): string {
  return `## ${headingOf(offer, route)}\n\n${tableOf(columns)}`;
}

/** @returns how many connections were compared @throws where a relay that changes nothing changes something */
function expectSame(direct: ReadonlyMap<string, Column>, relayed: ReadonlyMap<string, Column>): number {
  for (const [name, column] of direct) {
    for (const mode of MODES) {
      const other = relayed.get(name)?.[mode];
      if (other !== column[mode])
        throw new Error(`${name}, ${mode}: “${other}” through a relay, “${column[mode]}” without`);
    }
  }
  return direct.size * MODES.length;
}

interface Parts {
  readonly direct: readonly string[];
  readonly repaired: readonly string[];
  readonly relayed: number;
  readonly said: readonly string[];
  readonly versions: readonly string[];
}

function compose({ direct, repaired, relayed, said, versions }: Parts): string {
  return `# Native clients and browsers, side by side

Written by \`node e2e/clients/outcome-table.mjs\`: real clients, natively and in browsers, on the echo server in each of
its ways to answer the offer of a subprotocol (\`socketscope echo --listen 9999,subprotocol=omit\`). What opens is used:
texts, binary messages of 0 to 65,536 bytes, fragments, a ping and a close with a code of the client's must come back
as they were sent.

Through \`socketscope relay\`, which changes nothing unless told, all ${relayed} connections went the same way.

${direct.join('\n\n')}

## What they say when they fail

${said.join('\n')}

The C program learns no more than \`ECONNREFUSED\`, natively and in the browser.

${repaired.join('\n\n')}

## Which they are

${versions.map((line) => `- ${line}`).join('\n')}
`;
}
