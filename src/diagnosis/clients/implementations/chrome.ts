import type { Implementation } from '../client.ts';

/** Chrome and what shares its network code. Hardly anything passes that RFC 6455 §4.1 or WHATWG Fetch forbids. */
export const chrome: Implementation = {
  name: 'Chrome',
  origin: { value: 'page', source: 'RFC 6455 §4.1, requirement 8 on the request' },
  withoutOffer: { value: 'no header', source: 'WHATWG WebSockets §2, establish a WebSocket connection' },
  tls: { value: true, source: 'WHATWG WebSockets §2' },
  blocksPorts: { value: true, source: 'WHATWG Fetch §2.9, bad port' },
  lets: [{ kind: 'http-version-too-old', source: 'Measured in Chromium 156' }],
  refuses: [],
};
