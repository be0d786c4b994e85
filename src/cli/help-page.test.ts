import { Window } from 'happy-dom';
import { expect, test } from 'vitest';
import { OPTIONS } from './misbehaviours/registry.ts';
import { EchoServerFixture } from './testing/echo-server-fixture.ts';

const server = new EchoServerFixture('greet=%3Cb%3E');

async function open(): Promise<Window> {
  const url = `http://localhost:${server.port}/`;
  const html = await (await fetch(url)).text();
  const window = new Window({
    url,
    settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true },
  });
  window.document.write(html);
  return window;
}

function results(window: Window): string[] {
  return ['url', 'command'].map((id) => window.document.getElementById(id)?.textContent ?? '');
}

function choose(window: Window, name: string, value: string): void {
  const control = window.document.getElementById(name);
  if (!(control instanceof window.HTMLInputElement || control instanceof window.HTMLSelectElement)) {
    throw new Error(`No control for ${name}`);
  }
  control.value = value;
  control.dispatchEvent(new window.Event('input', { bubbles: true }));
}

test('allows itself nothing but its own script and style, new for each response', async () => {
  const policies = await Promise.all(
    [1, 2].map(async () =>
      (await fetch(`http://127.0.0.1:${server.port}/any/path`)).headers.get('content-security-policy'),
    ),
  );
  expect(policies[0]).toMatch(/^default-src 'none'; script-src 'nonce-[\w+/=]{24}'; style-src 'nonce-/);
  expect(policies[0]).not.toBe(policies[1]);
});

test('says how its listener was started, as text', async () => {
  const html = await (await fetch(`http://127.0.0.1:${server.port}/`)).text();
  expect(html).toContain('<code>greet=%3Cb%3E</code>');
  expect(html).not.toMatch(/https?:\/\//);
});

test('has a row for every option', async () => {
  const window = await open();
  const names = [...window.document.querySelectorAll('tbody th')].map((cell) => cell.textContent);
  expect(names).toEqual(OPTIONS.map(({ name }) => name));
});

test('keeps out of the URL what only a listener can have', async () => {
  const window = await open();
  choose(window, 'tls', '1');
  expect(results(window)).toEqual([`ws://localhost:${server.port}/`, 'socketscope echo --listen 9998,tls=1']);
});

test('builds a URL and a command that mean what was chosen', async () => {
  const window = await open();
  expect(results(window)).toEqual([`ws://localhost:${server.port}/`, 'socketscope echo --listen 9998']);
  choose(window, 'accept', 'wrong');
  choose(window, 'subprotocol', 'a, b');
  expect(results(window)).toEqual([
    `ws://localhost:${server.port}/?subprotocol=a%2C+b&accept=wrong`,
    'socketscope echo --listen 9998,subprotocol=a%2C%20b,accept=wrong',
  ]);
  choose(window, 'subprotocol', "it's (x)");
  expect(results(window)[1]).toBe("socketscope echo --listen '9998,subprotocol=it%27s%20(x),accept=wrong'");
});

test('goes back to a good server', async () => {
  const window = await open();
  const before = results(window);
  choose(window, 'reply', 'reset');
  expect(results(window)).not.toEqual(before);
  window.document.getElementById('good-server')?.dispatchEvent(new window.Event('click'));
  expect(results(window)).toEqual(before);
});

test('says what a choice lacks', async () => {
  const window = await open();
  choose(window, 'location', '/');
  expect(window.document.querySelector('.fault')?.textContent).toBe('location means nothing without status.');
  choose(window, 'status', '302');
  expect(window.document.querySelector('.fault')?.textContent).toBe('');
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not allowed', async (method) => {
  const response = await fetch(`http://127.0.0.1:${server.port}/`, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, HEAD');
});
