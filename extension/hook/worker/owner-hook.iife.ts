import { WORKERS_EVENT, type WorkerNotice } from '../../../src/bridge/handover.ts';
import { sequenceOf } from '../sequence-of.ts';
import { apply } from '../primordials.ts';
import { observeWorkers } from './observed-workers.ts';

/** The built worker hook, as text. */
declare const __WORKER_HOOK__: string;

const nativePost = MessagePort.prototype.postMessage;

// In Firefox alone, beside the hook of the page: lets the hook of workers into those that a document makes.
const { port1, port2 } = new MessageChannel();
const handover = new MessageEvent(WORKERS_EVENT, { ports: [port2], cancelable: true });
const isTaken = !document.dispatchEvent(handover);

function tell(notice: WorkerNotice, ports: MessagePort[]): void {
  apply(nativePost, port1, [notice, sequenceOf(ports)]);
}

if (isTaken) {
  observeWorkers(__WORKER_HOOK__, {
    adopt: (port, worker) => tell({ type: 'adopted', worker }, [port]),
    ended: (worker) => tell({ type: 'ended', worker }, []),
  });
}
