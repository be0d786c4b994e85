import { WORKER_MESSAGE } from '../../../src/bridge/handover.ts';
import { apply, construct, getterOf, listen, PrivateMap } from '../primordials.ts';
import { replaceMethod, replaceValue } from './replacing.ts';
import { ScriptUrls } from './script-urls.ts';

const dataOf = getterOf<unknown>(MessageEvent.prototype, 'data');
const portsOf = getterOf<readonly MessagePort[]>(MessageEvent.prototype, 'ports');
const stopImmediatePropagation = Event.prototype.stopImmediatePropagation;

export interface WorkerKeeper {
  /** A worker, or one that it owns, has opened its first connection. */
  adopt(port: MessagePort, worker: number): void;
  /** The worker was terminated. */
  ended(worker: number): void;
}

/**
 * Puts an observer before `Worker` and `SharedWorker`: lets the hook into workers that never cross the network, and
 * takes what the hook of a worker says to its owner. Workers that open no connection say nothing.
 * @param source the hook of a worker, to be put before its script
 */
export function observeWorkers(source: string, keeper: WorkerKeeper): void {
  const urls = new ScriptUrls(source);
  let workers = 0;

  const watch = (target: EventTarget): number => {
    const number = workers++;
    listen(target, 'message', (event) => {
      if (!event.isTrusted || dataOf(event) !== WORKER_MESSAGE) return;
      const port = portsOf(event)[0];
      if (!port) return;
      apply(stopImmediatePropagation, event, []);
      keeper.adopt(port, number);
    });
    return number;
  };

  if (typeof Worker === 'function') {
    const numbers = new PrivateMap<number>();
    replaceConstructor('Worker', Worker, urls, (worker) => numbers.set(worker, watch(worker)));
    replaceMethod(Worker.prototype, 'terminate', (native, worker, args) => {
      const result: unknown = apply(native, worker, args);
      const number = numbers.get(worker);
      if (number !== undefined) keeper.ended(number);
      return result;
    });
  }
  if (typeof SharedWorker === 'function') {
    const portOf = getterOf<MessagePort>(SharedWorker.prototype, 'port');
    replaceConstructor('SharedWorker', SharedWorker, urls, (worker) => void watch(portOf(worker)));
  }
}

function replaceConstructor<C extends typeof Worker | typeof SharedWorker>(
  name: string,
  native: C,
  urls: ScriptUrls,
  constructed: (worker: InstanceType<C>) => void,
): void {
  const observed: C = new Proxy(native, {
    __proto__: null,
    construct(target: C, args: unknown[], newTarget: Function) {
      const subclass = newTarget === observed ? target : newTarget;
      const worker = construct(target, urls.withHook(args), subclass) as InstanceType<C>;
      constructed(worker);
      return worker;
    },
  } as ProxyHandler<C>);
  replaceValue(native.prototype, 'constructor', observed);
  replaceValue(globalThis, name, observed);
}
