import { useEffect, useMemo, useState } from 'preact/hooks';
import { type ByteDiff, diffBytes } from '../../../src/diff/byte-diff.ts';
import type { DiffRequest } from './diff-worker.ts';

/** Bytes of both payloads together that are compared at once. */
const AT_ONCE = 32 * 1024;
const PATIENCE_AT_ONCE = 100;

/** `null` while two payloads are compared, in a thread of its own where they are large. */
export function useByteDiff(
  before: Uint8Array,
  after: Uint8Array,
): ByteDiff | { readonly error: string } | null {
  const subject = useMemo(
    () => ({ before, after }),
    [before.buffer, before.byteOffset, before.length, after.buffer, after.byteOffset, after.length],
  );
  const [found, setFound] = useState<{
    readonly subject: object;
    readonly diff: ByteDiff | { error: string };
  } | null>(null);
  const isSmall = before.length + after.length <= AT_ONCE;
  const atOnce = useMemo(() => (isSmall ? diffBytes(before, after, PATIENCE_AT_ONCE) : null), [subject]);
  useEffect(() => {
    if (isSmall) return undefined;
    const worker = new Worker(new URL('./diff-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<ByteDiff>) => setFound({ subject, diff: data });
    worker.onerror = ({ message }) =>
      setFound({ subject, diff: { error: message || 'the thread for it did not start' } });
    // The payloads lie in larger blocks, all of which would be copied otherwise.
    const request: DiffRequest = { before: before.slice(), after: after.slice() };
    worker.postMessage(request, [request.before.buffer, request.after.buffer]);
    return () => worker.terminate();
  }, [subject]);
  return atOnce ?? (found?.subject === subject ? found.diff : null);
}
