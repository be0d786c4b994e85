import { once } from 'node:events';
import type { RunningRelay } from './start-relay.ts';

/**
 * Writes a recording as JSON lines, no faster than the stream takes them. Resolves when the relay is closed and all is
 * given to the stream.
 * @throws the stream's error, as soon as there is one
 */
export async function writeLines(relay: RunningRelay, to: NodeJS.WritableStream): Promise<void> {
  const broken = new AbortController();
  const failed = new Promise<never>((_, reject) => {
    to.once('error', (error: Error) => {
      broken.abort(error);
      reject(error);
    });
  });
  const write = async (line: unknown) => {
    if (!to.write(`${JSON.stringify(line)}\n`)) await once(to, 'drain', { signal: broken.signal });
  };
  const writeAll = async () => {
    await write(relay.head);
    for await (const entry of relay.entries()) {
      if (broken.signal.aborted) return;
      await write(entry);
    }
  };
  // Nothing may come for a long time that would meet the error.
  await Promise.race([failed, writeAll()]);
}
