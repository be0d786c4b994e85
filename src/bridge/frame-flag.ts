/** Bits of a frame's flags; constants of a module, so that a build writes their numbers in place. */

/** Set: sent by the page. Not set: received. */
export const Sent = 1;
/** Set: binary. Not set: text. */
export const Binary = 2;
/** The payload is a Blob that is still being read; a `payload` event follows. */
export const Pending = 4;
/** Sent while the connection was closing or closed: the browser dropped it (WHATWG WebSockets, `send()`). */
export const Discarded = 8;
