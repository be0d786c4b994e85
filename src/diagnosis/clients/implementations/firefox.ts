import type { Implementation } from '../client.ts';

const SOURCE = 'Gecko, WebSocketChannel.cpp; measured in Firefox 153';

export const firefox: Implementation = {
  name: 'Firefox',
  origin: { value: 'page', source: 'RFC 6455 §4.1, requirement 8 on the request' },
  withoutOffer: { value: 'no header', source: 'WHATWG WebSockets §2, establish a WebSocket connection' },
  tls: { value: true, source: 'WHATWG WebSockets §2' },
  blocksPorts: { value: true, source: 'WHATWG Fetch §2.9, bad port' },
  lets: [
    { kind: 'subprotocol-omitted', source: SOURCE },
    { kind: 'subprotocol-unrequested', source: SOURCE },
  ],
  refuses: [],
};
