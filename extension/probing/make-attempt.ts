import type { Attempt, AttemptResult, HandshakeResult, HttpResult } from '../../src/bridge/attempt.ts';

/** How long one attempt may take, in milliseconds. */
const TIMEOUT = 10_000;
/** Characters that are read of a body. */
const MAX_BODY = 1_024;

/** Whether answers of other origins can be read: an extension's own pages may, its scripts within pages may not. */
export type HttpAccess = 'readable' | 'opaque';

/**
 * Makes one attempt with the origin of the calling context.
 * @throws AbortError when the signal says so
 */
export function makeAttempt(
  attempt: Attempt,
  access: HttpAccess,
  signal: AbortSignal,
): Promise<AttemptResult> {
  return attempt.kind === 'handshake'
    ? shakeHands(attempt.url, attempt.protocols, signal)
    : request(attempt.url, access, signal);
}

function shakeHands(
  url: string,
  protocols: readonly string[],
  signal: AbortSignal,
): Promise<HandshakeResult> {
  const time = Date.now();
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    let socket: WebSocket;
    try {
      socket = new WebSocket(url, [...protocols]);
    } catch (error) {
      // Firefox holds a content script to the page's policy, and throws.
      const exception = error instanceof DOMException ? error.name : String(error);
      return resolve({ kind: 'handshake', time, outcome: 'failed', exception });
    }
    const end = (result: Omit<HandshakeResult, 'kind' | 'time'>) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      resolve({ kind: 'handshake', time, ...result });
      socket.close();
    };
    const abort = () => {
      clearTimeout(timer);
      socket.close();
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => end({ outcome: 'timed-out' }), TIMEOUT);
    signal.addEventListener('abort', abort, { once: true });
    socket.onopen = () => end({ outcome: 'open', selectedProtocol: socket.protocol });
    socket.onclose = ({ code }) => end({ outcome: 'failed', closeCode: code });
  });
}

async function request(url: string, access: HttpAccess, signal: AbortSignal): Promise<HttpResult> {
  const time = Date.now();
  const timeout = AbortSignal.timeout(TIMEOUT);
  try {
    const response = await fetch(url, {
      mode: access === 'readable' ? 'cors' : 'no-cors',
      // A WebSocket carries the cookies of its host too.
      credentials: 'include',
      cache: 'no-store',
      signal: AbortSignal.any([signal, timeout]),
    });
    if (response.type === 'opaque') return { kind: 'http', time, outcome: 'answered' };
    return {
      kind: 'http',
      time,
      outcome: 'answered',
      status: response.status,
      statusText: response.statusText,
      ...(response.redirected ? { redirectedTo: response.url } : {}),
      headers: [...response.headers].map(([name, value]) => ({ name, value })),
      body: await beginningOf(response),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) return { kind: 'http', time, outcome: 'timed-out' };
    if (error instanceof TypeError) return { kind: 'http', time, outcome: 'failed' };
    throw error;
  }
}

/** An answer may be endless: only its beginning is read. */
async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < MAX_BODY) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text.slice(0, MAX_BODY);
}
