import type { Misbehaviour } from './misbehaviour.ts';
import { text } from './option-value.ts';

export const greet: Misbehaviour = {
  options: [
    { name: 'greet', value: text('<text>'), summary: 'Sends this as a text message as soon as it is open.' },
  ],
  configure: (settings) => ({
    opened: (connection) => connection.send(Buffer.from(settings.text('greet')), false),
  }),
};
