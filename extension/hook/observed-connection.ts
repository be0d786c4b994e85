/** A connection as the hook counts it. */
export class ObservedConnection {
  readonly number: number;
  next: ObservedConnection | null = null;
  alive = true;
  sent = 0;
  received = 0;
  sentBytes = 0;
  receivedBytes = 0;

  constructor(number: number) {
    this.number = number;
  }
}
