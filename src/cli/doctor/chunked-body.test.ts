import { expect, test } from 'vitest';
import { withoutChunkSizes } from './chunked-body.ts';

const head = {
  status: 200,
  statusLine: 'HTTP/1.1 200 OK',
  headers: [{ name: 'transfer-encoding', value: 'Chunked' }],
};

test.for([
  ['3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n', 'abcde'],
  ['3\r\nabc\r\nff\r\nrest', 'abcrest'],
  ['3\r\nabc\r\n1', 'abc'],
  ['not a size\r\nabc', ''],
  ['', ''],
] as const)('%j holds %j', ([body, text]) => {
  expect(withoutChunkSizes(head, Buffer.from(body)).toString()).toBe(text);
});

test('a body that is not chunked stays as it is', () => {
  expect(withoutChunkSizes({ ...head, headers: [] }, Buffer.from('3\r\nabc')).toString()).toBe('3\r\nabc');
});
