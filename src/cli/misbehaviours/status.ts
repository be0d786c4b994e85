import { refuse } from '../refusal.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import { fieldValue, integer } from './option-value.ts';

/** Fields without which a status would itself be malformed (RFC 9110 §11.6.1, §11.7.1, §15.5.22). */
const REQUIRED_FIELDS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'WWW-Authenticate': 'Basic realm="socketscope"' },
  407: { 'Proxy-Authenticate': 'Basic realm="socketscope"' },
  426: { Upgrade: 'websocket', Connection: 'Upgrade, close' },
};

export const status: Misbehaviour = {
  options: [
    {
      name: 'status',
      value: integer('<code>', 200, 599),
      summary: 'Answers an ordinary HTTP response with this status instead of 101.',
    },
    {
      name: 'location',
      value: fieldValue(),
      summary: 'The Location header of that response, for a redirect.',
      needs: 'status',
    },
  ],
  configure: (settings) => {
    const code = settings.number('status');
    const location = settings.text('location');
    return {
      answer: (socket, transport) => {
        refuse(socket, transport, code, `The echo server was asked to answer ${code}.`, {
          ...REQUIRED_FIELDS[code],
          ...(location && { Location: location }),
        });
        return String(code);
      },
    };
  },
};
