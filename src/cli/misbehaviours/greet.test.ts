import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';

const server = new EchoServerFixture();

test.each([
  ['greet=hello+world%21', 'hello world!'],
  ['greet=', ''],
  ['greet=%E2%82%AC', '€'],
])('"%s" says "%s"', async (query, text) => {
  const client = server.client(query);
  expect(await client.message()).toEqual({ data: Buffer.from(text), binary: false });
  await client.close();
});
