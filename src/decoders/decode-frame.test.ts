import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode-frame.ts';
import { LoadedDecoders } from './loaded-decoders.ts';
import { decodeAsFrame, frameAlone, payloadOf } from './testing/decode-alone.ts';

const frame = frameAlone();

const decode = decodeAsFrame;

describe('decodeFrame', () => {
  it('says which decoders have to be loaded first', () => {
    expect(decodeFrame(payloadOf('"a"'), frame, new LoadedDecoders())).toEqual({
      state: 'loading',
      ids: new Set(['json']),
    });
  });

  it('finds a format by content', async () => {
    expect(await decode('{"op":"join"}')).toMatchObject({ format: 'json', reason: 'content' });
    expect(await decode('hello')).toMatchObject({ format: null, decoding: { outcome: 'not-mine' } });
    expect(await decode([0xff, 0x00])).toMatchObject({ format: null });
  });

  it('says where text is broken that only began as something', async () => {
    expect(await decode('{"op":"join",}')).toMatchObject({
      format: 'json',
      decoding: { outcome: 'broken', at: 13 },
    });
  });

  it('does as a person chose, whatever the content', async () => {
    expect(await decode('hello', { ...frame, choice: { decoder: 'json' } })).toMatchObject({
      format: 'json',
      reason: 'hand',
      decoding: { outcome: 'broken', at: 0 },
    });
    expect(await decode('{}', { ...frame, choice: { decoder: '' } })).toMatchObject({ format: null });
    expect(await decode('{}', { ...frame, choice: { decoder: 'unheard-of' } })).toMatchObject({
      decoding: { outcome: 'not-mine' },
    });
  });
});
