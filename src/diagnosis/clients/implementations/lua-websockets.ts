import type { Finding } from '../../finding.ts';
import type { Implementation, Leniency, Source } from '../client.ts';

const HANDSHAKE: Source = 'lua-websockets, handshake.lua; measured';
const CONNECT: Source = 'lua-websockets, sync.lua and client_ev.lua; measured';

/** All that it looks at is `Sec-WebSocket-Accept`. */
const UNCHECKED: readonly Finding['kind'][] = [
  'upgrade-header-wrong',
  'connection-header-wrong',
  'subprotocol-omitted',
  'subprotocol-unrequested',
  'subprotocol-mismatch',
  'subprotocol-repeated',
  'extension-unrequested',
  'extension-invalid',
];

const sync: Implementation = {
  name: 'lua-websockets',
  origin: { value: 'none', source: HANDSHAKE },
  withoutOffer: { value: 'an empty header', source: HANDSHAKE },
  tls: { value: true, source: 'lua-websockets, sync.lua' },
  blocksPorts: { value: false, source: 'lua-websockets, sync.lua' },
  lets: [
    ...UNCHECKED.map((kind): Leniency => ({ kind, source: CONNECT })),
    // LuaSec checks a certificate only where the program's parameters say so.
    { kind: 'certificate-rejected', passes: () => null, source: 'lua-websockets, sync.lua' },
  ],
  refuses: [
    {
      what: 'has a header without a value, at which it breaks unless a space stands in its place',
      applies: ({ headers }) => (headers.some(({ value }) => value === '') ? null : false),
      source: HANDSHAKE,
    },
  ],
};

/** Client of lua-websockets, in its synchronous and its copas form. */
export const luaWebsockets = sync;

/** The lua-ev form connects by the same rules, without TLS. */
export const luaWebsocketsEv: Implementation = {
  ...sync,
  tls: { value: false, source: 'lua-websockets, client_ev.lua' },
};
