import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { end } from '../refusal.ts';
import { AlteredAnswer, type WriteAnswer } from './altered-answer.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import { oneOf } from './option-value.ts';

/** What a service of another kind might send: some text, and bytes that are no text at all. */
const GARBAGE = Buffer.from('\x00\xff\xfe I do not speak HTTP \x80\x81\r\n\r\n', 'latin1');
/** An answer as in HTTP/0.9: a page, and nothing before it. */
const BARE_PAGE = '<html><body>A page without a status line</body></html>\n';
const STATUS_LINE = 'HTTP/1.1 101 Switching Protocols\r\n';

/** Milliseconds between two bytes of `slow`, and between two header lines of `endless`. */
const DRIP = 10;
const HEADER_PAUSE = 50;

/** In place of the answer. */
const WITHOUT_ANSWER: Readonly<Record<string, (socket: Socket) => void>> = {
  none: (socket) => socket.resume().once('end', () => socket.end()),
  close: end,
  reset: (socket) => socket.resetAndDestroy(),
  garbage: (socket) => {
    socket.write(GARBAGE);
    end(socket);
  },
  http09: (socket) => {
    socket.write(BARE_PAGE);
    end(socket);
  },
  endless,
};

/** What becomes of the answer that would have been given. */
const ALTERED: Readonly<Record<string, WriteAnswer>> = {
  slow: drip,
  big: (socket, answer) => void socket.write(withHead(answer, (head) => head + fillers(1_000_000))),
  http10: (socket, answer) =>
    void socket.write(withHead(answer, (head) => head.replace('HTTP/1.1', 'HTTP/1.0'))),
  lf: (socket, answer) => void socket.write(withHead(answer, (head) => head.replaceAll('\r', ''))),
  lower: (socket, answer) =>
    void socket.write(withHead(answer, (head) => head.replace(/^[\w-]+:/gm, (name) => name.toLowerCase()))),
  bare: (socket, answer) =>
    void socket.write(withHead(answer, (head) => head.replace(/^(HTTP\S+ \d+) .*/, '$1'))),
};

/** Answers that are late, cut off, no HTTP, or HTTP as few write it. */
export const reply: Misbehaviour = {
  options: [
    {
      name: 'reply',
      value: oneOf(...Object.keys(WITHOUT_ANSWER), ...Object.keys(ALTERED)),
      summary:
        'No answer at all, the end of the connection without a byte, a TCP reset, bytes that are not HTTP, a page without a status line, headers without end; or the answer byte by byte every 10 ms, with 1 MB of headers, in HTTP/1.0, with bare line feeds, with header names in small letters, without a reason phrase.',
    },
  ],
  configure: (settings) => {
    const choice = settings.text('reply');
    const alter = ALTERED[choice];
    if (alter) return { wrap: (socket) => new AlteredAnswer(socket, alter) };
    return {
      answer: (socket) => {
        WITHOUT_ANSWER[choice]?.(socket);
        return `no HTTP answer (reply=${choice})`;
      },
    };
  },
};

async function drip(socket: Socket, answer: Buffer, left: AbortSignal): Promise<void> {
  for (const byte of answer) {
    socket.write(Uint8Array.of(byte));
    await wait(DRIP, undefined, { signal: left });
  }
}

function endless(socket: Socket): void {
  socket.resume().once('end', () => socket.end());
  socket.write(STATUS_LINE);
  let count = 0;
  const timer = setInterval(() => socket.write(`X-Header-${count++}: more\r\n`), HEADER_PAUSE);
  socket.once('close', () => clearInterval(timer));
}

/** Changes the header section, without the empty line that ends it, and leaves the body as it is. */
function withHead(answer: Buffer, change: (head: string) => string): Buffer {
  const length = answer.indexOf('\r\n\r\n') + 2;
  const changed = change(answer.toString('latin1', 0, length));
  const lineEnd = changed.endsWith('\r\n') ? '\r\n' : '\n';
  return Buffer.concat([Buffer.from(changed + lineEnd, 'latin1'), answer.subarray(length + 2)]);
}

/** Header lines of so many bytes in all. */
function fillers(bytes: number): string {
  const line = (index: number) => `X-Filler-${index}: `.padEnd(998, 'x');
  return Array.from({ length: bytes / 1000 }, (_, index) => `${line(index)}\r\n`).join('');
}
