import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';
import { randomSequence } from './latency.ts';

const server = new EchoServerFixture();

test('holds an echo back', async () => {
  const client = await server.client('latency=100').open();
  const start = performance.now();
  client.socket.send('a');
  expect(await client.text()).toBe('a');
  expect(performance.now() - start).toBeGreaterThan(95);
  await client.close();
});

test('jitter keeps the order', async () => {
  const client = await server.client('latency=5&jitter=40&seed=3').open();
  const sent = Array.from({ length: 200 }, (_, index) => String(index));
  for (const text of sent) client.socket.send(text);
  const received: string[] = [];
  while (received.length < sent.length) received.push(await client.text());
  expect(received).toEqual(sent);
  await client.close();
});

test('a seed gives the same numbers on every run, evenly spread', () => {
  const random = randomSequence(7);
  const numbers = Array.from({ length: 10_000 }, () => random());
  const again = randomSequence(7);
  expect(numbers.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => again()));
  expect(randomSequence(8)()).not.toBe(numbers[0]);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(numbers.reduce((sum, number) => sum + number) / numbers.length).toBeCloseTo(0.5, 1);
});
