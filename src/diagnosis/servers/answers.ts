import type { HandshakeEvidence, Probe } from '../evidence.ts';
import type { Answer, Seen } from './server.ts';

/** HTTP/1.1 101 Switching Protocols: version, status, reason phrase (RFC 9112 §4). */
const STATUS_LINE = /^\S+ \d+ ?(.*)$/s;

/** What all witnesses saw of the server, the handshake itself first. */
export function seenOf({
  url,
  protocols,
  exchange,
  networkLog,
  probes = [],
  httpProbes = [],
}: HandshakeEvidence): Seen {
  const handshakes = [
    exchange?.response,
    networkLog && { ...networkLog, statusLine: '', headers: networkLog.responseHeaders },
    ...probes.map(({ response }) => response),
  ];
  return {
    url,
    offered: protocols,
    answers: [
      ...handshakes.flatMap((response) => (response ? [toAnswer(response)] : [])),
      ...httpProbes.map(
        ({ status = 0, statusText = null, headers = [], body = '' }): Answer => ({
          to: 'plain-http',
          status,
          reasonPhrase: statusText,
          headers,
          isVerbatim: false,
          body,
        }),
      ),
    ].filter(({ status }) => status > 0),
  };
}

type Response = Pick<NonNullable<Probe['response']>, 'status' | 'statusLine' | 'headers'>;

function toAnswer({ status, statusLine, headers }: Response): Answer {
  const reasonPhrase = STATUS_LINE.exec(statusLine)?.[1] ?? null;
  return { to: 'handshake', status, reasonPhrase, headers, isVerbatim: true, body: '' };
}
