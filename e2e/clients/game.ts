import type { InspectedPage } from '../support/driver.d.ts';
import { waitFor } from '../support/waiting.mjs';
import type { Build } from './compile.ts';
import { linesOf } from './take-exam.ts';

/** What the C program prints once it knows: its counter has come back, or not even a connection was made. */
const DECISIVE = /^(echo 5 bytes|.* failed: .*|closed by the server)$/;

function cell(line: string): string {
  if (line === 'echo 5 bytes') return 'opens';
  return line.startsWith('connect failed') ? 'fails' : `breaks: ${line}`;
}

/** The C program of `e2e/games/posix-sockets`, compiled natively, with a handshake and frames of its own. */
export async function playNatively({ directory }: Build, port: number): Promise<string> {
  const command = ['stdbuf', '-oL', `${directory}/game`, '127.0.0.1', `${port}`] as const;
  const lines = await linesOf(command, {}, (line) => DECISIVE.test(line));
  return cell(lines.find((line) => DECISIVE.test(line)) ?? lines.join(', '));
}

/** The same program, compiled by Emscripten, in a frame of a page of the games' server. */
export async function playInBrowser(page: InspectedPage, port: number): Promise<string> {
  await page.evaluate((port) => {
    const frame = document.createElement('iframe');
    frame.id = `game-${port}`;
    frame.src = `/posix-sockets/?port=${port}`;
    document.documentElement.append(frame);
  }, port);
  const lines = await waitFor(`outcome of the game at port ${port}`, async () => {
    const log = await page.evaluate((port) => {
      const frame = document.getElementById(`game-${port}`) as HTMLIFrameElement | null;
      return frame?.contentDocument?.getElementById('log')?.textContent ?? '';
    }, port);
    const lines = log.split('\n');
    return lines.some((line) => DECISIVE.test(line)) && lines;
  });
  await page.evaluate((port) => document.getElementById(`game-${port}`)?.remove(), port);
  return cell(lines.find((line) => DECISIVE.test(line)) ?? '');
}

/** A page's own `new WebSocket`, which sends nothing but what a browser sends by itself. */
export async function openInPage(page: InspectedPage, port: number, offer: string): Promise<string> {
  return page.evaluate(
    (port, offer) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}/`, offer === '' ? [] : offer.split(','));
        socket.addEventListener('error', () => resolve('fails'));
        socket.addEventListener('open', () => {
          resolve(`opens with ${socket.protocol === '' ? 'none' : socket.protocol}`);
          socket.close(1000);
        });
      }),
    port,
    offer,
  );
}
