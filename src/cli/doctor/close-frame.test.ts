import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCloseFrame } from './close-frame.ts';

const close = Buffer.from([0x88, 5, 0x03, 0xf3, ...Buffer.from('why')]);

test.for([
  ['a close frame', close, { code: 1011, reason: 'why' }],
  ['one without a code', Buffer.of(0x88, 0), { code: 1005, reason: '' }],
  ['one after a text', Buffer.concat([Buffer.of(0x81, 2, 104, 105), close]), { code: 1011, reason: 'why' }],
  [
    'one after a long message',
    Buffer.concat([Buffer.of(0x82, 126, 1, 0), Buffer.alloc(256), close]),
    { code: 1011, reason: 'why' },
  ],
  [
    'one after a longer message',
    Buffer.concat([Buffer.of(0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0), Buffer.alloc(65_536), close]),
    { code: 1011, reason: 'why' },
  ],
  ['half of one', close.subarray(0, 4), null],
  ['half of another length', Buffer.of(0x82, 127, 0), null],
  ['another frame', Buffer.of(0x81, 2, 104, 105), null],
  ['nothing', Buffer.alloc(0), null],
] as const)('%s', ([, bytes, expected]) => {
  expect(findCloseFrame(bytes)).toEqual(expected);
});

test('no bytes are too much for it', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const { code = 0 } = findCloseFrame(Buffer.from(bytes)) ?? {};
      expect(code).toBeLessThanOrEqual(0xffff);
    }),
  );
});
