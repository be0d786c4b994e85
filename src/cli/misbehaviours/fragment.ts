import type { Misbehaviour } from './misbehaviour.ts';
import { integer } from './option-value.ts';

/** RFC 6455 §5.4. A fragment of a text message may end inside a character. */
export const fragment: Misbehaviour = {
  options: [
    {
      name: 'fragment',
      value: integer('<bytes>', 1, 2 ** 27),
      summary: 'Splits every message into frames of at most this many payload bytes.',
    },
  ],
  configure: (settings) => {
    const size = settings.number('fragment');
    return {
      outgoing: (send) => (frame, written) => {
        const { data, binary } = frame;
        let start = 0;
        for (; start + size < data.length; start += size) {
          send({ data: data.subarray(start, start + size), binary, fin: false }, () => {});
        }
        send({ data: data.subarray(start), binary, fin: true }, written);
      },
    };
  },
};
