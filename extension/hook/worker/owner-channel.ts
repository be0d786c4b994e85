import type { CaptureCommand, CaptureMessage, DocumentInfo } from '../../../src/bridge/channel.ts';
import { WORKER_MESSAGE, type WorkerClosing } from '../../../src/bridge/handover.ts';
import { sequenceOf } from '../sequence-of.ts';
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

/** One listener by way of one owner: a panel may hear of a shared worker by several, which come and go. */
interface Route {
  readonly key: string;
  readonly port: MessagePort;
  readonly listener: string;
  readonly next: Route | null;
}

export interface OwnerChannel {
  post(message: CaptureMessage): void;
  /** Tells all owners that the worker ends, if they know it at all. */
  closing(): void;
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
  const ports: MessagePort[] = [];
  let routes: Route | null = null;
  let routeCount = 0;
  let isOpen = false;

  const handOver = (owner: MessagePort | null, port: MessagePort): void => {
    const transfer = sequenceOf([port]);
    if (owner) apply(nativePost, owner, [WORKER_MESSAGE, transfer]);
    else if (nativePostUp) apply(nativePostUp, globalThis, [WORKER_MESSAGE, transfer]);
  };

  const routeOf = (port: MessagePort, listener: string): Route => {
    let route = routes;
    while (route && (route.port !== port || route.listener !== listener)) route = route.next;
    return route ?? (routes = { key: `${routeCount++}`, port, listener, next: routes });
  };

  const open = (owner: MessagePort | null): MessagePort => {
    const channel = construct(Channel, []);
    const port = port1Of(channel);
    append(ports, port);
    listen(port, 'message', (event) => {
      const command = dataOf(event);
      if (command.type === 'fixes') return;
      onCommand({ ...command, listener: routeOf(port, command.listener).key });
    });
    apply(nativeStart, port, []);
    handOver(owner, port2Of(channel));
    apply(nativePost, port, [info]);
    return port;
  };

  if (isShared) {
    listen(globalThis, 'connect', (event) => {
      const owner = portsOf(event)[0];
      if (!owner || !event.isTrusted) return;
      if (owners.length >= MAX_OWNERS) owners = [];
      append(owners, owner);
      if (isOpen) apply(nativePost, open(owner), [{ type: 'announce' }]);
    });
  }

  return {
    post: (message) => {
      if (!isOpen) {
        isOpen = true;
        if (isShared) for (let i = 0; i < owners.length; i++) open(owners[i] ?? null);
        else open(null);
      }
      if (message.type === 'announce') {
        for (let i = 0; i < ports.length; i++) apply(nativePost, ports[i], [message]);
        return;
      }
      let route = routes;
      while (route && route.key !== message.listener) route = route.next;
      if (route) apply(nativePost, route.port, [{ ...message, listener: route.listener }]);
    },
    closing: () => {
      const message: WorkerClosing = { type: 'closing' };
      for (let i = 0; i < ports.length; i++) apply(nativePost, ports[i], [message]);
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
