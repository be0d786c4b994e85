/** The event by which the hook hands its port to the relay; the relay takes it by `preventDefault()`. */
export const HANDOVER_EVENT = 'socketscope-handover';

/**
 * Before that, the event whose `relatedTarget` is a node that no script of the page can reach. Both worlds dispatch
 * events on it, which, unlike a port, answer at once.
 */
export const NODE_EVENT = 'socketscope-node';

/** On that node: the hook tells what a port could not carry any more, since the document is going. */
export const FLUSH_EVENT = 'socketscope-flush';

/**
 * On that node: the hook asks what is in force for the URL in the event's data. The relay writes it into this attribute,
 * as JSON; empty where no fix is in force at all.
 */
export const FIXES_EVENT = 'socketscope-fixes';
export const FIXES_ATTRIBUTE = 'fixes';

/** In Firefox, the event by which the hook of workers hands its port to the relay, with {@link HANDOVER_EVENT}'s rules. */
export const WORKERS_EVENT = 'socketscope-workers';

/**
 * What a worker's hook says to its owner, with a port, once it has something to tell: the first listener of the owner
 * takes it, and no script of the page sees it.
 */
export const WORKER_MESSAGE = 'socketscope-worker';

/** What the hook of workers tells the relay. `worker` numbers those of a document; with `adopted` comes a port. */
export interface WorkerNotice {
  readonly type: 'adopted' | 'ended';
  readonly worker: number;
}

/** What a worker's hook tells the relay besides what a document's does: the worker is closing itself. */
export interface WorkerClosing {
  readonly type: 'closing';
}
