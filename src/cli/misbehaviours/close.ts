import type { EchoConnection, Misbehaviour } from './misbehaviour.ts';
import { integer, text } from './option-value.ts';

/** RFC 6455 §5.5: a control frame's payload has at most 125 bytes, of which the code takes two. */
const LONGEST_REASON = 123;

export const close: Misbehaviour = {
  options: [
    {
      name: 'close',
      value: integer('<code>', 0, 65535),
      summary:
        'Closes with this code. 1005 sends a close frame without a code, 1006 ends the connection without a close frame, and codes that no endpoint may send are sent all the same.',
    },
    {
      name: 'reason',
      value: text('<text>', LONGEST_REASON),
      summary: 'The reason in the close frame.',
      needs: 'close',
    },
    {
      name: 'after',
      value: integer('<n>', 0, 2 ** 32 - 1),
      summary: 'Closes when this many messages have been echoed, instead of at once.',
      needs: 'close',
    },
  ],
  configure: (settings) => {
    const after = settings.number('after');
    const finish = (connection: EchoConnection) =>
      connection.finish(() => closeWith(connection, settings.number('close'), settings.text('reason')));
    return {
      opened: (connection) => {
        if (after === 0) finish(connection);
      },
      echoed: (connection, count) => {
        if (count === after) finish(connection);
      },
    };
  },
};

function closeWith({ socket, transport }: EchoConnection, code: number, reason: string): void {
  if (code === 1006) {
    transport.destroy();
  } else if (code === 1005) {
    socket.close();
  } else if (isSendable(code)) {
    socket.close(code, reason);
  } else {
    // Nothing may follow: `ws` knows nothing of this frame and would answer the client's with a second one.
    transport.end(closeFrame(code, reason));
  }
}

/** RFC 6455 §7.4 and the registry of close codes: what an endpoint may put into a close frame. */
function isSendable(code: number): boolean {
  return (code >= 1000 && code <= 1014 && code !== 1004) || (code >= 3000 && code <= 4999);
}

/** An unmasked close frame (§5.5.1), for the codes that `ws` refuses to send. */
function closeFrame(code: number, reason: string): Buffer {
  const payload = Buffer.concat([Buffer.of(code >> 8, code & 0xff), Buffer.from(reason)]);
  return Buffer.concat([Buffer.of(0x88, payload.length), payload]);
}
