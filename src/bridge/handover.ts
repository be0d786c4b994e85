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
