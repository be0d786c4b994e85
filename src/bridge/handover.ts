/** The event by which the hook hands its port to the relay; the relay takes it by `preventDefault()`. */
export const HANDOVER_EVENT = 'socketscope-handover';
