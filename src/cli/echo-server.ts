import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Server, Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { echo } from './echo.ts';
import type { HandshakeLogEntry } from './handshake-log.ts';
import { answerPlainRequest } from './help-page.ts';
import { type ListenOption, parseListenOption } from './listen-option.ts';
import { listenOnLoopback } from './loopback.ts';
import { answerHandshake, openingHandshake } from './opening-handshake.ts';
import { makeSelfSignedCertificate, type SelfSignedCertificate } from './tls/self-signed-certificate.ts';
import { UsageError } from './usage-error.ts';

/** How long clients may take to answer a close frame when the server ends, in milliseconds. */
const CLOSING_TIME = 1000;

export interface EchoServerOptions {
  /** `PORT[,name=value…]` each, as after `--listen`; port 0 lets the system choose. By default port 9999 alone. */
  readonly listen?: readonly string[];
  readonly log?: (entry: HandshakeLogEntry) => void;
}

export interface EchoListener {
  readonly port: number;
  /** `ws://localhost:PORT`, or `wss:` with TLS. */
  readonly url: string;
  /** SHA-256 of its certificate, where it speaks TLS. */
  readonly fingerprint?: string;
  /** The misbehaviours of this listener as they were written. */
  readonly misbehaviours: string;
  /** False when the machine has no `::1`. */
  readonly hasIPv6: boolean;
}

export interface RunningEchoServer {
  /** In the order of `listen`. */
  readonly listeners: readonly EchoListener[];
  /** Ends open connections with 1001 and frees the ports. */
  close(): Promise<void>;
}

/**
 * Starts an echo server on the loopback interface; all its listeners accept connections when this resolves.
 * @throws {UsageError} for an option that cannot be understood
 * @throws {PortInUseError} for a port that is taken; then nothing is left listening
 */
export async function startEchoServer(options: EchoServerOptions = {}): Promise<RunningEchoServer> {
  const listenOptions = (options.listen ?? ['9999']).map(parseListenOption);
  refuseTwins(listenOptions);
  const server = new EchoServer(options.log ?? (() => {}));
  try {
    for (const option of listenOptions) await server.listen(option);
  } catch (error) {
    await server.close();
    throw error;
  }
  return server;
}

function refuseTwins(options: readonly ListenOption[]): void {
  const ports = options.map(({ port }) => port).filter((port) => port !== 0);
  const twin = ports.find((port, index) => ports.indexOf(port) !== index);
  if (twin !== undefined) throw new UsageError(`--listen ${twin} is given twice.`);
}

class EchoServer implements RunningEchoServer {
  readonly listeners: EchoListener[] = [];
  readonly #log: (entry: HandshakeLogEntry) => void;
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #webSockets = new Set<WebSocket>();

  constructor(log: (entry: HandshakeLogEntry) => void) {
    this.#log = log;
  }

  async listen(option: ListenOption): Promise<void> {
    const certificate = option.settings.has('tls') ? makeSelfSignedCertificate() : undefined;
    const { port, hasIPv6, servers } = await listenOnLoopback(
      () => this.#createServer(option, certificate),
      option.port,
    );
    this.#servers.push(...servers);
    this.listeners.push({
      port,
      url: `${certificate ? 'wss' : 'ws'}://localhost:${port}`,
      misbehaviours: option.written,
      hasIPv6,
      ...(certificate && { fingerprint: certificate.fingerprint }),
    });
  }

  async close(): Promise<void> {
    const closed = this.#servers.map((server) => new Promise((resolve) => server.close(resolve)));
    await this.#endWebSockets();
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(closed);
  }

  async #endWebSockets(): Promise<void> {
    const closed = [...this.#webSockets].map(
      (webSocket) => new Promise((resolve) => webSocket.once('close', resolve)),
    );
    for (const webSocket of this.#webSockets) webSocket.close(1001, 'The echo server was stopped');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, CLOSING_TIME);
    });
    await Promise.race([Promise.all(closed), late]);
    clearTimeout(timer);
  }

  #createServer(option: ListenOption, certificate: SelfSignedCertificate | undefined): Server {
    const answer = (request: IncomingMessage, response: ServerResponse) =>
      answerPlainRequest(request, response, option.written);
    const server = certificate ? createSecureServer(certificate, answer) : createServer(answer);
    // A client that speaks no TLS, or does not trust the certificate. Node ends the connection.
    server.on('tlsClientError', ({ code, message }: NodeJS.ErrnoException) => {
      this.#log({ path: '(no request)', offered: [], outcome: `no TLS: ${code ?? message}` });
    });
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      void this.#answer(request, socket, head, option);
    });
    return server;
  }

  async #answer(request: IncomingMessage, socket: Socket, head: Buffer, option: ListenOption): Promise<void> {
    const handshake = openingHandshake(request, socket, head);
    const outcome = await answerHandshake(handshake, option.settings, (webSocket, transport, effects) => {
      this.#webSockets.add(webSocket);
      webSocket.once('close', () => this.#webSockets.delete(webSocket));
      echo(webSocket, transport, effects);
    });
    this.#log({ path: request.url ?? '', offered: handshake.offered, outcome });
  }
}
