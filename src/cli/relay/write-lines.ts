import { once } from 'node:events';
import type { RunningRelay } from './start-relay.ts';

/**
 * Writes a recording as JSON lines, no faster than the stream takes them. Resolves when the relay is closed and all is
 * given to the stream.
 * @throws the stream's error
 */
export async function writeLines(relay: RunningRelay, to: NodeJS.WritableStream): Promise<void> {
  const broken = new AbortController();
  const onError = (error: Error) => broken.abort(error);
  to.on('error', onError);
  const write = async (line: unknown) => {
    broken.signal.throwIfAborted();
    if (!to.write(`${JSON.stringify(line)}\n`)) await once(to, 'drain', { signal: broken.signal });
  };
  try {
    await write(relay.head);
    for await (const entry of relay.entries()) await write(entry);
  } catch (error) {
    throw broken.signal.aborted ? broken.signal.reason : error;
  } finally {
    to.off('error', onError);
  }
}
