import { expect, it } from 'vitest';
import { causes } from './causes/registry.ts';
import { linesAtFault } from './lines-at-fault.ts';

const marked = (cause: string | undefined) => {
  const { asked, answered } = linesAtFault(cause);
  return [[...asked], [...answered]];
};

it('marks the lines that a cause is about, on both sides', () => {
  expect(marked('accept-mismatch')).toEqual([['sec-websocket-key'], ['sec-websocket-accept']]);
  expect(marked('status-redirect')).toEqual([[], ['status', 'location']]);
  expect(marked('status-not-found')).toEqual([[], ['status']]);
});

it('marks nothing where no line is to blame, or nothing is wrong', () => {
  expect(marked('connection-refused')).toEqual([[], []]);
  expect(marked(undefined)).toEqual([[], []]);
});

it('marks a line for every cause that a response shows', () => {
  const shown = causes
    .map(({ id }) => id)
    .filter((id) => /^(status|accept|extension)-|-header-wrong$/.test(id));
  expect(shown.length).toBeGreaterThan(8);
  for (const id of shown) expect(linesAtFault(id).answered.size, id).toBeGreaterThan(0);
});
