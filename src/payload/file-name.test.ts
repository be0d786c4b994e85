import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileNameOf, type NamedPayload } from './file-name.ts';

const frame: NamedPayload = {
  url: 'ws://localhost:9999/lobby?a=b',
  direction: 'received',
  time: Date.UTC(2026, 0, 2, 12, 1, 7, 312),
  type: 'text',
  payload: new TextEncoder().encode('{"op":"join"}'),
};

it('names a payload after where it came from, when, and what it is', () => {
  expect(fileNameOf(frame)).toBe('localhost-9999_received_12-01-07.312.json');
  expect(fileNameOf({ ...frame, url: undefined, payload: new TextEncoder().encode('hi') })).toBe(
    'frame_received_12-01-07.312.txt',
  );
  expect(fileNameOf({ ...frame, type: 'binary', payload: Uint8Array.of(0x1f, 0x8b, 8) })).toMatch(/\.gz$/);
  expect(fileNameOf({ ...frame, type: 'binary', url: 'ws://[::1]:80/' })).toMatch(/^1_received_.*\.bin$/);
});

it('makes names that every file system takes', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.uint8Array({ maxLength: 4 }), (url, payload) => {
      expect(fileNameOf({ ...frame, url, payload })).toMatch(/^\w[\w.-]{1,120}\.[a-z]+$/);
    }),
  );
});
