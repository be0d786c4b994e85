import type { HandshakeEvidence, Probe } from '../evidence.ts';
import type { Answer, Seen } from './server.ts';

/** HTTP/1.1 101 Switching Protocols: version, status, reason phrase (RFC 9112 §4). Chrome shows no version. */
const STATUS_LINE = /^(?:\S+\/\S+ )?\d+ ?(.*)$/s;

/** What all witnesses saw of the server, the handshake itself first. */
export function seenOf({
  browser,
  url,
  protocols,
  exchange,
  networkLog,
  probes = [],
  httpProbes = [],
}: HandshakeEvidence): Seen {
  const isOrdered = browser !== 'chrome';
  const answers: readonly (Answer | null)[] = [
    toAnswer(exchange?.response, protocols, isOrdered),
    toAnswer(
      networkLog && { ...networkLog, statusLine: '', headers: networkLog.responseHeaders },
      protocols,
      isOrdered,
    ),
    ...probes.map(({ response, protocols }) => toAnswer(response, protocols, isOrdered)),
    ...httpProbes.map(
      ({ status = 0, statusText = null, headers = [], body = '' }): Answer => ({
        to: 'plain-http',
        offered: [],
        status,
        reasonPhrase: statusText,
        headers,
        isOrdered: false,
        body,
      }),
    ),
  ];
  return {
    url,
    answers: answers.filter((answer): answer is Answer => answer !== null && answer.status > 0),
    hangsUpOnHttp: httpProbes.some(({ error = '' }) => /ERR_EMPTY_RESPONSE/.test(error)),
  };
}

function toAnswer(
  response: Pick<NonNullable<Probe['response']>, 'status' | 'statusLine' | 'headers'> | undefined,
  offered: readonly string[],
  isOrdered: boolean,
): Answer | null {
  if (!response) return null;
  const { status, statusLine, headers } = response;
  const reasonPhrase = STATUS_LINE.exec(statusLine)?.[1] ?? null;
  return {
    to: 'handshake',
    offered,
    status,
    reasonPhrase,
    headers,
    isOrdered,
    body: '',
  };
}
