/** Characters of an RFC 9110 §5.6.2 token, which RFC 6455 §4.1 asks a subprotocol to be. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Whether a browser accepts it as a subprotocol. */
export function isSubprotocol(value: string): boolean {
  return TOKEN.test(value);
}

/** The values of a `Sec-WebSocket-Protocol` header (RFC 6455 §11.3.4). */
export function parseSubprotocols(header: string): string[] {
  return header.split(',').map((value) => value.trim());
}
