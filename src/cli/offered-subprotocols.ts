import type { IncomingMessage } from 'node:http';

const FIELD = 'sec-websocket-protocol';

/**
 * The subprotocols of the request, in order. Empty list elements are ignored (RFC 9110 §5.6.1.2), and an empty
 * header counts as none: lua-websockets sends one, and `ws` would refuse it. Leaves the header as `ws` takes it.
 */
export function offeredSubprotocols(request: IncomingMessage): string[] {
  const field = request.headers[FIELD];
  const offered = (typeof field === 'string' ? field : '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (offered.length === 0) delete request.headers[FIELD];
  else request.headers[FIELD] = offered.join(', ');
  return offered;
}
