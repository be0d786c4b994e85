// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { Verdict } from '../../../src/diagnosis/verdict.ts';
import { failedInFirefox } from '../../../src/diagnosis/testing/evidence.ts';
import { FixList } from './fix-list.tsx';

afterEach(cleanup);

const ACCEPT = 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=';

/** The verdict on a server that copies what it was offered. */
function verdictOn(headers: string): Verdict {
  const verdict = diagnose(
    failedInFirefox(
      'HTTP/1.1 101 Switching Protocols',
      `Upgrade: websocket\nConnection: Upgrade\n${ACCEPT}\nSec-WebSocket-Protocol: a, b\n${headers}`,
      { protocols: ['a', 'b'] },
    ),
  );
  if (!verdict) throw new Error('no verdict');
  return verdict;
}

function snippets(): (string | null)[] {
  return [...document.querySelectorAll('pre')].map(({ textContent }) => textContent);
}

const chosen = () => screen.getByLabelText<HTMLSelectElement>('Server').value;

test('shows the fix for the guessed server and why it is guessed; a person may choose another', () => {
  render(<FixList verdict={verdictOn('Server: TornadoServer/6.2')} url="ws://one.example/" />);
  expect(chosen()).toBe('tornado');
  expect(document.body.textContent).toContain('It says so: server: TornadoServer/6.2.');
  fireEvent.change(screen.getByLabelText('Server'), { target: { value: 'aiohttp' } });
  expect(snippets()).toEqual(['ws = web.WebSocketResponse(protocols=("a",))']);
  expect(document.body.textContent).not.toContain('It says so');
});

test('keeps what was chosen for a host, and guesses anew for another', () => {
  const verdict = verdictOn('Server: TornadoServer/6.2');
  render(<FixList verdict={verdict} url="ws://two.example/" />);
  fireEvent.change(screen.getByLabelText('Server'), { target: { value: 'ws' } });
  cleanup();
  render(<FixList verdict={verdict} url="ws://two.example/other" />);
  expect(chosen()).toBe('ws');
  cleanup();
  render(<FixList verdict={verdict} url="ws://three.example/" />);
  expect(chosen()).toBe('tornado');
});

test('asks for the server where nothing names it, and says what every server must do', () => {
  render(<FixList verdict={verdictOn('X-Nothing: said')} url="ws://four.example/" />);
  expect(document.body.textContent).toContain('Choose your server.');
  expect(snippets()).toEqual(['Sec-WebSocket-Protocol: a']);
});
