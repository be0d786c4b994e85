import type { HandshakeResponse } from '../handshake-response.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import { fieldValue } from './option-value.ts';

const FIELD = 'Sec-WebSocket-Protocol';

/** RFC 6455 §4.2.2: a server answers one of the offered subprotocols, exactly once, or none. */
export const subprotocol: Misbehaviour = {
  options: [
    {
      name: 'subprotocol',
      value: fieldValue('first', 'last', 'omit', 'list', 'repeat', 'upper', 'empty'),
      summary:
        'The Sec-WebSocket-Protocol answered: the first (as without this) or last offered, none, the whole list in one line, the first in two lines, the first in the other case, an empty value. Anything else is sent as it is, asked or not.',
    },
  ],
  configure: (settings) => {
    const choice = settings.text('subprotocol');
    return {
      alterResponse: (response, offered) => {
        response.remove(FIELD);
        answer(response, choice, offered);
      },
    };
  },
};

function answer(response: HandshakeResponse, choice: string, offered: readonly string[]): void {
  const first = offered.at(0);
  const last = offered.at(-1);
  switch (choice) {
    case 'omit':
      return;
    case 'empty':
      return response.add(FIELD, '');
    case 'first':
    case 'last':
    case 'list':
    case 'repeat':
    case 'upper':
      // Like the servers that copy the request: nothing asked, nothing to copy.
      if (first === undefined || last === undefined) return;
      break;
    default:
      return response.add(FIELD, choice);
  }
  if (choice === 'list') return response.add(FIELD, offered.join(', '));
  if (choice === 'upper') return response.add(FIELD, otherCase(first));
  response.add(FIELD, choice === 'last' ? last : first);
  if (choice === 'repeat') response.add(FIELD, first);
}

function otherCase(name: string): string {
  const upper = name.toUpperCase();
  return upper === name ? name.toLowerCase() : upper;
}
