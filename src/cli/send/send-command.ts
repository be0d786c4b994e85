import { type RawData, WebSocket } from 'ws';
import { printable } from '../doctor/terminal.ts';
import { DEFAULT_WAIT, parseSendOptions, type Sending } from './send-options.ts';

/** Bytes of a binary answer that are printed. */
const SHOWN_BYTES = 64;
/** Milliseconds that the server may take for the opening and for the closing handshake. */
const PATIENCE = 10_000;

/** The text of `socketscope send --help`. */
export function sendUsage(): string {
  return `Usage: socketscope send <ws-url> [--protocol P]… (--text T | --hex H | --base64 B | --file PATH)

Opens a WebSocket, sends one message, prints each one that comes back, and closes once the server is silent.

  --text T
      Sends a text message.
  --hex H, --base64 B, --file PATH
      Sends a binary message. The path - stands for standard input.
  --type text|binary
      Sends what is given as the other kind of message.
  --protocol P
      Offers this subprotocol. Repeatable.
  --origin O
      The origin of the page that is to connect, such as https://game.example: none by default.
  --header 'K: V'
      Sends this header along with the opening handshake. Repeatable.
  --wait SECONDS
      How long the server may stay silent before the connection is closed: ${DEFAULT_WAIT} by default.

A message is printed as one line, "text 5 hello" or "binary 3 00 01 ff", with its length in bytes. Exits with 0 when
the message was sent, 1 when the connection failed, 2 when it does not understand its arguments.
`;
}

/** Runs until the connection is closed. */
export async function runSend(args: readonly string[]): Promise<void> {
  const sending = parseSendOptions(args);
  try {
    await send(sending);
  } catch (error) {
    process.stderr.write(`${printable(error instanceof Error ? error.message : String(error))}\n`);
    process.exitCode = 1;
  }
}

function send({ url, protocols, origin, headers, isBinary, payload, wait }: Sending): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, [...protocols], {
      ...(origin === undefined ? {} : { origin }),
      headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
      handshakeTimeout: PATIENCE,
    });
    const silence = new Silence(wait, () => {
      socket.close(1000);
      setTimeout(() => socket.terminate(), PATIENCE).unref();
    });
    let isSent = false;
    socket.on('open', () => {
      process.stderr.write(`opened${socket.protocol === '' ? '' : `, subprotocol ${socket.protocol}`}\n`);
      socket.send(payload, { binary: isBinary }, (error) => {
        isSent = !error;
        silence.restart();
      });
    });
    socket.on('message', (data, isBinaryMessage) => {
      process.stdout.write(`${lineOf(data, isBinaryMessage)}\n`);
      silence.restart();
    });
    socket.on('error', (error) => {
      silence.end();
      reject(error);
    });
    socket.on('close', (code, reason) => {
      silence.end();
      const why = reason.length === 0 ? '' : ` ${printable(reason.toString())}`;
      process.stderr.write(`closed, ${code}${why}\n`);
      if (isSent) resolve();
      else reject(new Error('The connection was closed before the message was sent.'));
    });
  });
}

/** Acts once nothing has happened for a time. */
class Silence {
  readonly #wait: number;
  readonly #act: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(wait: number, act: () => void) {
    this.#wait = wait;
    this.#act = act;
  }

  restart(): void {
    this.end();
    this.#timer = setTimeout(this.#act, this.#wait);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

function lineOf(data: RawData, isBinary: boolean): string {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
  if (!isBinary) return `text ${bytes.length} ${printable(bytes.toString())}`;
  const hex = bytes
    .subarray(0, SHOWN_BYTES)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');
  return `binary ${bytes.length} ${hex}${bytes.length > SHOWN_BYTES ? ' …' : ''}`;
}
