import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';

const server = new EchoServerFixture();

test.each([200, 204, 304, 403, 404, 500, 502, 503, 599])('answers %i', async (code) => {
  const { status, lines, body } = await server.handshake(`status=${code}`).response();
  expect(status).toBe(code);
  expect(lines).toContain(`Content-Length: ${body.length}`);
  expect(body.length > 0).toBe(code !== 204 && code !== 304);
});

test('401 asks for credentials, 426 for an upgrade', async () => {
  const unauthorized = await server.handshake('status=401').response();
  expect(unauthorized.lines).toContain('WWW-Authenticate: Basic realm="socketscope"');
  const upgradeRequired = await server.handshake('status=426').response();
  expect(upgradeRequired.lines).toContain('Upgrade: websocket');
});

test('redirects', async () => {
  const { status, lines } = await server.handshake('status=302&location=ws://localhost:1/').response();
  expect(status).toBe(302);
  expect(lines).toContain('Location: ws://localhost:1/');
});

test('the body survives a client that has sent frames already', async () => {
  const client = server.handshake('status=403');
  client.socket.write(Buffer.alloc(100_000));
  expect((await client.response()).body).toContain('403');
});

test('drips too', async () => {
  expect((await server.handshake('status=404&reply=slow').response()).status).toBe(404);
});
