import type { AddressInfo, Server } from 'node:net';

/** How often a port that the system chose on IPv4 may turn out to be taken on IPv6. */
const ATTEMPTS = 20;

/** A port that another process listens on. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';

  constructor(port: number) {
    const other = port > 1024 ? port - 1 : 9998;
    super(
      `Port ${port} is already in use. Stop the program that listens there, or choose another port: --listen ${other}`,
    );
  }
}

export interface LoopbackListener {
  readonly port: number;
  /** False on a machine without `::1`. */
  readonly hasIPv6: boolean;
  readonly servers: readonly Server[];
}

/**
 * Listens on 127.0.0.1 and ::1 with the same port, since `localhost` may mean either.
 * @param port 0 lets the system choose.
 * @throws {PortInUseError} or the system's error, with nothing left listening.
 */
export async function listenOnLoopback(createServer: () => Server, port: number): Promise<LoopbackListener> {
  for (let attempt = 1; ; attempt += 1) {
    const ipv4 = createServer();
    const chosen = await listen(ipv4, port, '127.0.0.1');
    const ipv6 = createServer();
    try {
      await listen(ipv6, chosen, '::1');
      return { port: chosen, hasIPv6: true, servers: [ipv4, ipv6] };
    } catch (error) {
      if (hasCode(error, 'EADDRNOTAVAIL', 'EAFNOSUPPORT')) {
        return { port: chosen, hasIPv6: false, servers: [ipv4] };
      }
      ipv4.close();
      if (port !== 0 || attempt === ATTEMPTS || !(error instanceof PortInUseError)) throw error;
    }
  }
}

/** Listens on one address, which others may reach. */
export async function listenOn(
  createServer: () => Server,
  port: number,
  host: string,
): Promise<LoopbackListener> {
  const server = createServer();
  return { port: await listen(server, port, host), hasIPv6: false, servers: [server] };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(hasCode(error, 'EADDRINUSE') ? new PortInUseError(port) : error);
    server.once('error', failed);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', failed);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some((code) => code === error.code);
}
