import type { Misbehaviour } from './misbehaviour.ts';
import { fieldValue } from './option-value.ts';

/** RFC 6455 §9.1: a server answers only extensions that were offered. The frames are sent as without them. */
export const extensions: Misbehaviour = {
  options: [
    {
      name: 'extensions',
      value: fieldValue(),
      summary: 'A 101 with this Sec-WebSocket-Extensions, offered or not.',
    },
  ],
  configure: (settings) => ({
    alterResponse: (response) => response.replace('Sec-WebSocket-Extensions', settings.text('extensions')),
  }),
};
