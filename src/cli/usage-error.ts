/** A command line that cannot be understood: its message and a usage go to stderr, and the process exits with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
