import { startEchoServer } from '../../src/cli/echo-server.ts';

/** Every way in which the echo server may answer an offer; `chat` stands for a value that nobody offered. */
export const MODES = ['first', 'last', 'omit', 'list', 'repeat', 'upper', 'empty', 'chat'] as const;
export type Mode = (typeof MODES)[number];

/** What a client offers, as it is given to it. */
export const OFFERS = ['', 'binary', 'binary,base64'] as const;

/** A listener for each mode: a game that was ported cannot send a query. */
export interface ListenerOfEachMode {
  port(mode: Mode): number;
  close(): Promise<void>;
}

/** @param more further misbehaviours of each listener, such as `ping=5` */
export async function listenInEachMode(more = ''): Promise<ListenerOfEachMode> {
  const server = await startEchoServer({ listen: MODES.map((mode) => `0,subprotocol=${mode}${more}`) });
  return {
    port: (mode) => server.listeners[MODES.indexOf(mode)]?.port ?? 0,
    close: () => server.close(),
  };
}
