import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Line, readLines } from './read-lines.ts';

async function linesOf(text: string, maxLength = 1_000): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(new Blob([text]), maxLength)) lines.push(line);
  return lines;
}

it('reads what split would give, but no empty line at the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: fc.constantFrom('a', '\n', 'é', '𝄞') }), async (text) => {
      const lines = text.split('\n');
      if (lines.at(-1) === '') lines.pop();
      expect(await linesOf(text)).toEqual(lines);
    }),
  );
});

it('keeps no line that is too long, and goes on after it', async () => {
  expect(await linesOf(`one\n${'x'.repeat(11)}\ntwo`, 10)).toEqual(['one', null, 'two']);
});
