import type { Misbehaviour } from './misbehaviour.ts';
import { oneOf } from './option-value.ts';

export const compress: Misbehaviour = {
  options: [
    {
      name: 'compress',
      value: oneOf('1'),
      summary: 'Accepts permessage-deflate from a client that offers it, and compresses every message.',
    },
  ],
  configure: () => ({ compress: true }),
};
