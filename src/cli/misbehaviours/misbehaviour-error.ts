/** A misbehaviour that does not exist, or a value that it does not take. The message is for people. */
export class MisbehaviourError extends Error {
  override readonly name = 'MisbehaviourError';
}
