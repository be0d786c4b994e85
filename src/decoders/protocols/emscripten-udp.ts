import { type Decoder, NOT_MINE } from '../decoder.ts';

/** `ff ff ff ff` and `port`, before the port in two bytes, the higher first. */
const HEAD = [0xff, 0xff, 0xff, 0xff, 0x70, 0x6f, 0x72, 0x74];
const LENGTH = HEAD.length + 2;

/** What Emscripten's SOCKFS sends before the first datagram of a bound UDP socket: the port that it is bound to. */
export const decoder: Decoder = {
  decode({ bytes, isText }) {
    if (isText || bytes.length !== LENGTH || !HEAD.every((byte, i) => bytes[i] === byte)) return NOT_MINE;
    const port = ((bytes[8] ?? 0) << 8) | (bytes[9] ?? 0);
    return {
      outcome: 'decoded',
      value: {
        kind: 'object',
        start: 0,
        end: LENGTH,
        entries: [{ key: 'port', value: { kind: 'number', value: port, start: 8, end: 10, type: 'u16be' } }],
      },
      summary: `Emscripten UDP port ${port}`,
      exchanges: [{ role: 'handshake' }],
      likelihood: 1,
    };
  },
};
