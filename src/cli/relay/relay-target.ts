import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { readNodeError } from '../../diagnosis/witnesses/node-error.ts';
import { errorCode } from '../doctor/error-code.ts';
import { serverName, type Target } from '../doctor/target.ts';

/** How long the way to the target may take, in milliseconds. */
const CONNECT_TIME = 20_000;

/** Why a target cannot be reached. */
export interface TargetFailure {
  readonly stage: 'connect' | 'tls';
  readonly code: string;
  /** A sentence for a person. */
  readonly message: string;
}

export interface TargetOptions {
  readonly target: Target;
  /** Takes every certificate of the target. */
  readonly insecure: boolean;
}

export type Reached =
  | { readonly socket: Socket; readonly address: string; readonly tls?: string }
  | { readonly failure: TargetFailure };

/**
 * Opens a connection to the target that keeps half-closes.
 * @param opening given the socket at once, so that it can be given up
 */
export function reachTarget(
  { target, insecure }: TargetOptions,
  opening: (socket: Socket) => void,
): Promise<Reached> {
  const { host, port, isSecure } = target;
  // Both know it, the types of one do not.
  const halfOpen = { allowHalfOpen: true };
  const socket = isSecure
    ? connectTls({
        ...halfOpen,
        host,
        port,
        servername: serverName(target),
        ALPNProtocols: ['http/1.1'],
        rejectUnauthorized: !insecure,
      })
    : connectTcp({ ...halfOpen, host, port });
  opening(socket);
  let stage: TargetFailure['stage'] = 'connect';
  if (isSecure) socket.once('connect', () => (stage = 'tls'));
  return new Promise((resolve) => {
    const timer = setTimeout(() => failed('ETIMEDOUT'), CONNECT_TIME);
    const settle = (reached: Reached) => {
      clearTimeout(timer);
      socket.off('error', onError).off('close', onClose);
      // What goes wrong from here on is for whoever has the socket.
      socket.on('error', () => {});
      resolve(reached);
    };
    const failed = (code: string) => {
      socket.destroy();
      settle({ failure: { stage, code, message: messageOf(code, stage) } });
    };
    const onError = (error: Error) => failed(errorCode(error));
    const onClose = () => failed('CLOSED');
    socket.once('error', onError).once('close', onClose);
    socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      socket.setNoDelay(true);
      const tls = socket instanceof TLSSocket ? (socket.getProtocol() ?? undefined) : undefined;
      const { remoteAddress = host, remotePort = port } = socket;
      settle({ socket, address: addressText(remoteAddress, remotePort), ...(tls && { tls }) });
    });
  });
}

export function addressText(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function messageOf(code: string, stage: TargetFailure['stage']): string {
  const written = code === 'CLOSED' || code === 'ECONNRESET' ? `${code} ${stage}` : code;
  return `${readNodeError(written, 0).what.replaceAll('`', '')}.`;
}
