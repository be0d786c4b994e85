import type { CaptureCommand, CaptureMessage, DocumentInfo } from '../../../src/bridge/channel.ts';
import { WORKER_MESSAGE } from '../../../src/bridge/handover.ts';
import { sequenceOf } from '../constructor-arguments.ts';
import { append, apply, construct, getterOf, listen } from '../primordials.ts';

declare const SharedWorkerGlobalScope: unknown;

const dataOf = getterOf<CaptureCommand>(MessageEvent.prototype, 'data');
const portsOf = getterOf<readonly MessagePort[]>(MessageEvent.prototype, 'ports');
const nativePost = MessagePort.prototype.postMessage;
const nativePostUp = globalThis.postMessage as ((message: unknown) => void) | undefined;
const nativeStart = MessagePort.prototype.start;
const Channel = MessageChannel;
const port1Of = getterOf<MessagePort>(MessageChannel.prototype, 'port1');
const port2Of = getterOf<MessagePort>(MessageChannel.prototype, 'port2');

/** Documents of a shared worker that are told once it opens a connection; when there are more, those are forgotten. */
const MAX_OWNERS = 100;

export interface OwnerChannel {
  post(message: CaptureMessage): void;
  /** Hands the port of a worker that this one owns to whoever owns this one. */
  passOn(port: MessagePort): void;
}

/**
 * The way from a worker to the documents that own it. It is laid when there is something to tell, so that a worker
 * without connections says nothing; each owner gets a port of its own, and hears only what it asked for.
 */
export function openOwnerChannel(onCommand: (command: CaptureCommand) => void): OwnerChannel {
  const isShared = typeof SharedWorkerGlobalScope !== 'undefined';
  const info = describe(isShared);
  /** Who owns a shared worker, each by the port that its constructor gave. */
  let owners: MessagePort[] = [];
  let ports: { readonly port: MessagePort; listener: string }[] = [];
  let isOpen = false;

  const handOver = (owner: MessagePort | null, port: MessagePort): void => {
    const transfer = sequenceOf([port]);
    if (owner) apply(nativePost, owner, [WORKER_MESSAGE, transfer]);
    else if (nativePostUp) apply(nativePostUp, globalThis, [WORKER_MESSAGE, transfer]);
  };

  const open = (owner: MessagePort | null): void => {
    const channel = construct(Channel, []);
    const port = port1Of(channel);
    const known = { port, listener: '' };
    append(ports, known);
    listen(port, 'message', (event) => {
      const command = dataOf(event);
      // A panel asks each owner, and listens under one name.
      if (command.type !== 'fixes') known.listener = command.listener;
      onCommand(command);
    });
    apply(nativeStart, port, []);
    handOver(owner, port2Of(channel));
    apply(nativePost, port, [info]);
  };

  if (isShared) {
    listen(globalThis, 'connect', (event) => {
      const owner = portsOf(event)[0];
      if (!owner || !event.isTrusted) return;
      if (owners.length >= MAX_OWNERS) owners = [];
      append(owners, owner);
      if (!isOpen) return;
      open(owner);
      const port = ports[ports.length - 1]?.port;
      if (port) apply(nativePost, port, [{ type: 'announce' }]);
    });
  }

  return {
    post: (message) => {
      if (!isOpen) {
        isOpen = true;
        if (isShared) for (let i = 0; i < owners.length; i++) open(owners[i] ?? null);
        else open(null);
      }
      for (let i = 0; i < ports.length; i++) {
        const known = ports[i];
        if (known && (message.type === 'announce' || message.listener === known.listener))
          apply(nativePost, known.port, [message]);
      }
    },
    passOn: (port) => handOver(isShared ? (owners[0] ?? null) : null, port),
  };
}

function describe(isShared: boolean): DocumentInfo {
  const { href, protocol } = location;
  return {
    documentKey: crypto.getRandomValues(new Uint32Array(4)).join('-'),
    // A data: URL is the script itself, the hook included.
    url: protocol === 'data:' ? protocol : href,
    timeOrigin: performance.timeOrigin,
    top: false,
    worker: isShared ? 'shared-worker' : 'worker',
  };
}
