import { DISCOVERY_PORT, type RelayInfo } from '../../src/bridge/relay-feed.ts';
import { parseRelayList } from '../../src/bridge/wire-event-schema.ts';

/** What was found at the port where native relays are found. */
export type Found =
  | { readonly status: 'found'; readonly relays: readonly RelayInfo[] }
  /** Nothing answers there. */
  | { readonly status: 'none' }
  /** Something does, and it is no relay. */
  | { readonly status: 'failed'; readonly why: string };

/** How long the answer may take, in milliseconds, and how many bytes it may have. */
const TIMEOUT = 2_000;
const MAX_BYTES = 1024 * 1024;

/** Asks which native relays run on this machine. It is asked only because a person wants to know. */
export async function findRelays(): Promise<Found> {
  const signal = AbortSignal.timeout(TIMEOUT);
  let response: Response;
  try {
    response = await fetch(`http://127.0.0.1:${DISCOVERY_PORT}/relays`, {
      signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
  } catch {
    // A browser does not say why; that nothing listens is the ordinary case.
    return signal.aborted ? failed(`it has not answered for ${TIMEOUT / 1000} s`) : { status: 'none' };
  }
  if (!response.ok) return failed(`it answers with the status ${response.status}`);
  try {
    const text = await textOf(response);
    if (text === null) return failed(`its answer is longer than ${MAX_BYTES} bytes`);
    const parsed = parseRelayList(JSON.parse(text));
    return parsed.ok ? { status: 'found', relays: parsed.list.relays } : failed(parsed.why);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** @returns `null` where it is too long: whatever is at that port may never come to an end */
async function textOf({ body }: Response): Promise<string | null> {
  const reader = body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  while (text.length <= MAX_BYTES) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return null;
}

function failed(why: string): Found {
  return { status: 'failed', why };
}
