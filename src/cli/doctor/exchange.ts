import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type NodeFailure, writeNodeError } from '../../diagnosis/witnesses/node-error.ts';
import { type CloseFrame, findCloseFrame } from './close-frame.ts';
import { errorCode } from './error-code.ts';
import { type RequestHead, toBytes } from './request-head.ts';
import { readHead, type ResponseHead } from './response-head.ts';
import { serverName, type Target } from './target.ts';
import { headerValue } from '../../websocket/header-field.ts';

/** Longest head that is read, in bytes: as much as Chrome takes (http_stream_parser.h, kMaxHeaderBufSize). */
const MAX_HEAD = 256 * 1024;
/** Beginning of a body that is kept, in bytes. */
const MAX_BODY = 4 * 1024;
/** How long a server may take to say what comes after a head, and to end what was closed, in milliseconds. */
const LINGER = 500;

export interface ExchangeOptions {
  /** For all of it, in milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** What is of interest after the head: the beginning of a body, whether the server ends what it has just opened. */
  readonly after: 'body' | 'close' | 'nothing';
  /** How long a WebSocket is watched that has just opened, in milliseconds. */
  readonly watch: number;
}

/** One request and the beginning of its answer. `head` is absent where `error` says why. */
export interface Exchanged {
  readonly began: number;
  readonly ended: number;
  readonly head?: ResponseHead;
  readonly body: Buffer;
  /** Whether it came to sending the request. */
  readonly wasSent: boolean;
  /** How the server ended a WebSocket right after its 101: its close frame, or code 1006 for none. */
  readonly close?: CloseFrame;
  /** As `writeNodeError` writes it. */
  readonly error?: string;
}

/**
 * Sends exactly these bytes over a connection of its own and reads the head of the answer.
 * @throws the signal's reason when it is aborted
 */
export function exchange(request: RequestHead, options: ExchangeOptions): Promise<Exchanged> {
  options.signal.throwIfAborted();
  return new Exchange(request, options).result;
}

class Exchange {
  readonly result: Promise<Exchanged>;
  readonly #options: ExchangeOptions;
  readonly #socket: Socket;
  readonly #began = Date.now();
  #reached: NodeFailure['reached'] = 'connect';
  #bytes: Buffer = Buffer.alloc(0);
  #head: ResponseHead | undefined;
  #close: CloseFrame | undefined;
  #timer: NodeJS.Timeout;
  #resolve: (result: Exchanged) => void = () => {};
  #reject: (reason: unknown) => void = () => {};
  #isSettled = false;

  constructor(request: RequestHead, options: ExchangeOptions) {
    this.#options = options;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = setTimeout(() => {
      this.#fail({ code: 'TIMEOUT', reached: this.#reached, milliseconds: options.timeout });
    }, options.timeout);
    options.signal.addEventListener('abort', this.#abort, { once: true });
    this.#socket = open(request.target);
    this.#listen(request);
  }

  #listen(request: RequestHead): void {
    const { isSecure } = request.target;
    this.#socket.once('connect', () => {
      if (isSecure) this.#reached = 'tls';
    });
    this.#socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      this.#reached = 'response';
      this.#socket.write(toBytes(request));
    });
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#socket.on('end', () => this.#end());
    this.#socket.on('close', () => this.#end());
    this.#socket.on('error', (error) => this.#fail({ code: errorCode(error), reached: this.#reached }));
  }

  #take(chunk: Buffer): void {
    if (this.#isSettled) return;
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    if (this.#head) return this.#takeRest(this.#head);
    this.#reached = 'within-response';
    this.#read(false);
  }

  #read(isWhole: boolean): void {
    const progress = readHead(this.#bytes, isWhole);
    if (progress.kind === 'not-http') {
      return this.#fail({ code: 'NOT_HTTP', reached: this.#reached, start: progress.start });
    }
    if (progress.kind === 'incomplete') {
      if (isWhole) this.#fail({ code: 'CLOSED', reached: this.#reached });
      else if (this.#bytes.length > MAX_HEAD) {
        this.#fail({ code: 'HEAD_TOO_LONG', reached: this.#reached, bytes: MAX_HEAD });
      }
      return;
    }
    this.#head = progress.head;
    this.#bytes = progress.body;
    const { after } = this.#options;
    if (after === 'nothing' || (after === 'close' && this.#head.status !== 101)) return this.#succeed();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#succeed(), after === 'close' ? this.#options.watch : LINGER);
    this.#takeRest(this.#head);
  }

  #takeRest(head: ResponseHead): void {
    if (this.#options.after === 'close') {
      this.#close = findCloseFrame(this.#bytes) ?? undefined;
      if (this.#close || this.#bytes.length > MAX_HEAD) this.#succeed();
    } else if (this.#bytes.length >= Math.min(bodyLength(head), MAX_BODY)) {
      this.#succeed();
    }
  }

  #end(): void {
    if (this.#isSettled) return;
    if (!this.#head) return this.#read(true);
    if (this.#options.after === 'close') this.#close ??= { code: 1006, reason: '' };
    this.#succeed();
  }

  #succeed(): void {
    this.#settle({
      ...(this.#head && { head: this.#head }),
      ...(this.#close && { close: this.#close }),
      body: this.#bytes.subarray(0, MAX_BODY),
    });
  }

  #fail(failure: NodeFailure): void {
    // What came before the end of a body does not matter to who wants only its beginning.
    if (this.#head) return this.#end();
    this.#settle({ body: Buffer.alloc(0), error: writeNodeError(failure) });
  }

  #settle(result: Pick<Exchanged, 'head' | 'body' | 'close' | 'error'>): void {
    if (this.#isSettled) return;
    this.#release();
    leave(this.#socket, result.head?.status === 101);
    const wasSent = this.#reached !== 'connect' && this.#reached !== 'tls';
    this.#resolve({ began: this.#began, ended: Date.now(), wasSent, ...result });
  }

  readonly #abort = (): void => {
    if (this.#isSettled) return;
    this.#release();
    this.#socket.destroy();
    this.#reject(this.#options.signal.reason);
  };

  #release(): void {
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#options.signal.removeEventListener('abort', this.#abort);
  }
}

/** Bytes of a body as far as they are known before its end (RFC 9112 §6.3). */
function bodyLength({ status, headers }: ResponseHead): number {
  if (status === 101 || status === 204 || status === 304) return 0;
  const written = headerValue(headers, 'content-length') ?? '';
  return /^\d+$/.test(written) ? Number(written) : Number.POSITIVE_INFINITY;
}

function open(target: Target): Socket {
  const { host, port, isSecure } = target;
  return isSecure
    ? connectTls({ host, port, servername: serverName(target), ALPNProtocols: ['http/1.1'] })
    : connectTcp({ host, port });
}

/** RFC 6455 §5.5.1: a close frame with code 1000, under a mask of zeros. */
const CLOSE_FRAME = Buffer.of(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8);

/** Says goodbye where a WebSocket has begun, and waits for nothing. */
function leave(socket: Socket, isWebSocket: boolean): void {
  socket.removeAllListeners('data');
  if (!isWebSocket) {
    socket.destroy();
    return;
  }
  socket.resume();
  socket.end(CLOSE_FRAME);
  socket.setTimeout(LINGER, () => socket.destroy());
  socket.unref();
}
