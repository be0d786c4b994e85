import type { Implementation } from '../client.ts';

/** Chrome and what shares its network code. Nothing passes that RFC 6455 §4.1 or WHATWG Fetch forbids. */
export const chrome: Implementation = {
  name: 'Chrome',
  origin: { value: 'page', source: 'RFC 6455 §4.1, requirement 8 on the request' },
  withoutOffer: { value: 'no header', source: 'WHATWG WebSockets §2, establish a WebSocket connection' },
  tls: { value: true, source: 'WHATWG WebSockets §2' },
  lets: [],
  refuses: [],
};
