import { describe, expect, it } from 'vitest';
import { allDecoders, corpora, decodeAll, lineOf, payloadIn } from './testing/corpus.ts';

const decoders = await allDecoders();

describe('what real clients and servers said', () => {
  for (const { name, connections } of corpora) {
    it(`is read by its subprotocol: ${name}`, async () => {
      const lines = connections.flatMap(({ path, subprotocol, frames }) => {
        const payloads = frames.map(payloadIn);
        const decoded = decodeAll(payloads, decoders, { subprotocol, path });
        return decoded.map(
          (found, row) => `${payloads[row]?.direction === 'sent' ? '>' : '<'} ${lineOf(found)}`,
        );
      });
      await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`corpus/${name}.decoded.txt`);
    });
  }
});
