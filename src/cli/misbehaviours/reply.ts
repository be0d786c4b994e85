import type { Socket } from 'node:net';
import { end } from '../refusal.ts';
import { DrippingSocket } from './dripping-socket.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import { oneOf } from './option-value.ts';

/** What a service of another kind might send: some text, and bytes that are no text at all. */
const GARBAGE = Buffer.from('\x00\xff\xfe I do not speak HTTP \x80\x81\r\n\r\n', 'latin1');

export const reply: Misbehaviour = {
  options: [
    {
      name: 'reply',
      value: oneOf('none', 'close', 'reset', 'garbage', 'slow'),
      summary:
        'No answer at all, the end of the connection without a byte, a TCP reset, bytes that are not HTTP, or an answer that drips one byte every 10 ms.',
    },
  ],
  configure: (settings) => {
    const choice = settings.text('reply');
    if (choice === 'slow') return { wrap: (socket) => new DrippingSocket(socket) };
    return {
      answer: (socket) => {
        withoutResponse(socket, choice);
        return `no HTTP answer (reply=${choice})`;
      },
    };
  },
};

function withoutResponse(socket: Socket, choice: string): void {
  if (choice === 'reset') {
    socket.resetAndDestroy();
  } else if (choice === 'none') {
    socket.resume().once('end', () => socket.end());
  } else {
    if (choice === 'garbage') socket.write(GARBAGE);
    end(socket);
  }
}
