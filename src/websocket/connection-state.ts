/**
 * The life of a connection in one word. `connecting`, `open`, `closing` and `closed` are the WHATWG ready states;
 * `failed` is a connection that closed, or whose constructor threw, without ever having been open.
 */
export type ConnectionState = 'connecting' | 'open' | 'closing' | 'closed' | 'failed';
