import type { Misbehaviour } from './misbehaviour.ts';
import { oneOf } from './option-value.ts';

export const connection: Misbehaviour = {
  options: [{ name: 'connection', value: oneOf('omit'), summary: 'A 101 without a Connection header.' }],
  configure: () => ({ alterResponse: (response) => response.remove('Connection') }),
};
