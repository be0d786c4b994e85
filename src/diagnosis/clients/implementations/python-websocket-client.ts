import type { Implementation, Source } from '../client.ts';

const HANDSHAKE: Source = 'websocket-client 1.9, _handshake.py; measured';

/** RFC 9110 §15.4. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The package `websocket-client` (imported as `websocket`), which checks more than most, though not as browsers do. */
export const pythonWebsocketClient: Implementation = {
  name: 'websocket-client',
  origin: { value: 'server', source: HANDSHAKE },
  withoutOffer: { value: 'no header', source: HANDSHAKE },
  tls: { value: true, source: 'websocket-client 1.9, _http.py' },
  blocksPorts: { value: false, source: 'websocket-client 1.9, _http.py' },
  lets: [
    { kind: 'http-version-too-old', source: HANDSHAKE },
    { kind: 'subprotocol-unrequested', source: HANDSHAKE },
    { kind: 'extension-unrequested', source: HANDSHAKE },
    { kind: 'extension-invalid', source: HANDSHAKE },
    {
      kind: 'subprotocol-mismatch',
      // Letters are compared without regard to their case.
      passes: (finding, offered) =>
        finding.kind === 'subprotocol-mismatch' &&
        offered.some((protocol) => protocol.toLowerCase() === finding.value.toLowerCase()),
      source: HANDSHAKE,
    },
    {
      kind: 'subprotocol-repeated',
      // Of several header lines the last counts; a list in one line is no offered value.
      passes: (_, offered, answered) => {
        const lines = answered?.headers.filter(({ name }) => name.toLowerCase() === 'sec-websocket-protocol');
        const last = lines?.at(-1);
        if (!last) return null;
        return offered.some((protocol) => protocol.toLowerCase() === last.value.trim().toLowerCase());
      },
      source: HANDSHAKE,
    },
    {
      kind: 'status',
      // It follows redirects, three at most; where they lead to was not asked.
      passes: (finding) => (finding.kind === 'status' && REDIRECTS.has(finding.code) ? null : false),
      source: 'websocket-client 1.9, _core.py; measured',
    },
  ],
  refuses: [],
};
