/** What the tests use of Phoenix's client, which has no types of its own. */
declare module 'phoenix' {
  interface Push {
    receive(status: string, callback: (response: unknown) => void): Push;
  }
  interface Channel {
    join(): Push;
    push(event: string, payload: object): Push;
  }
  export class Socket {
    constructor(endPoint: string, options: object);
    onOpen(callback: () => void): void;
    connect(): void;
    channel(topic: string, parameters: object): Channel;
    disconnect(callback: () => void, code: number, reason: string): void;
    connectionState(): string;
  }
}
