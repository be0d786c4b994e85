import type { EchoConnection, Misbehaviour } from './misbehaviour.ts';
import { integer } from './option-value.ts';

const NUMBER_BYTES = 4;
const DEFAULT_SIZE = 100;

export const flood: Misbehaviour = {
  options: [
    {
      name: 'flood',
      value: integer('<n>', 1, 2 ** 32 - 1),
      summary:
        'Sends this many binary messages as fast as the client takes them: the number from 0 in four bytes, big-endian, then a pattern that follows from it.',
    },
    {
      name: 'size',
      value: integer('<bytes>', NUMBER_BYTES, 2 ** 27),
      summary: `The size of each of them, ${DEFAULT_SIZE} bytes without it.`,
      needs: 'flood',
    },
  ],
  configure: (settings) => ({
    opened: (connection) =>
      sendFlood(connection, settings.number('flood'), settings.number('size', DEFAULT_SIZE)),
  }),
};

async function sendFlood(connection: EchoConnection, count: number, size: number): Promise<void> {
  const { socket } = connection;
  const message = numberedMessages(size);
  // A socket that is closing takes messages at once, into nowhere: without this the loop would never yield again.
  for (let number = 0; number < count && socket.readyState === socket.OPEN; number += 1) {
    connection.send(message(number), true);
    await connection.room();
  }
}

/** Makes message `number`: after its number, the byte at offset `i` is `(number + i) mod 256`. */
export function numberedMessages(size: number): (number: number) => Buffer {
  const pattern = Buffer.alloc(
    size + 256,
    Uint8Array.from({ length: 256 }, (_, index) => index),
  );
  return (number) => {
    const message = Buffer.allocUnsafe(size);
    pattern.copy(message, 0, number & 0xff, (number & 0xff) + size);
    message.writeUInt32BE(number);
    return message;
  };
}
