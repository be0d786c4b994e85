/** What came of inflating one whole message. */
export type Inflated =
  | { readonly kind: 'inflated'; readonly bytes: Uint8Array }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'too-large' };

/** Inflates the messages of one direction, in their order (RFC 7692 §7.2.2). */
export interface Inflater {
  /** @param message its payload without the four bytes that the sender has taken off */
  inflate(message: Uint8Array): Inflated;
  /** Whether a message can be inflated although the one before could not. */
  readonly forgets: boolean;
}
