/** One field line of an HTTP message (RFC 9110 §5), its name as it was written. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}
