import type { Misbehaviour } from './misbehaviour.ts';
import { oneOf } from './option-value.ts';

/** The listener itself speaks TLS; when an opening handshake arrives there is nothing left to do. */
export const tls: Misbehaviour = {
  options: [
    {
      name: 'tls',
      value: oneOf('1'),
      summary:
        'Speaks TLS, with a certificate that the listener made for itself. Open its https: address once and accept it, or see how a browser refuses it.',
      forListener: true,
    },
  ],
  configure: () => ({}),
};
