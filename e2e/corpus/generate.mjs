// @ts-check
/**
 * `node e2e/corpus/generate.mjs [name…]`: lets real clients talk to their real servers and writes what they said where
 * the decoders' tests read it. Those that need packages of their own are in `packages*`: `npm ci` there first.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { conversations } from './conversations.mjs';
import { emscriptenConversations } from './emscripten-conversations.mjs';
import { packagedConversations } from './packaged-conversations.mjs';

const corpus = new URL('../../src/decoders/corpus/', import.meta.url);
/** Frames of one connection that are kept. */
const MAX_FRAMES = 200;

const wanted = process.argv.slice(2);
await mkdir(corpus, { recursive: true });
for (const [name, { origin, converse }] of Object.entries({
  ...conversations,
  ...packagedConversations,
  ...emscriptenConversations,
})) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const connections = await converse();
  for (const connection of connections) connection.frames.splice(MAX_FRAMES);
  await writeFile(new URL(`${name}.json`, corpus), `${JSON.stringify({ origin, connections }, null, 1)}\n`);
  console.log(`${name}: ${connections.map(({ frames }) => frames.length).join(' + ')} frames`);
}
process.exit(0);
