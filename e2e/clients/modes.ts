import { startEchoServer } from '../../src/cli/echo-server.ts';
import { type RunningRelay, startRelay } from '../../src/cli/relay/start-relay.ts';

/** Every way in which the echo server may answer an offer; `chat` stands for a value that nobody offered. */
export const MODES = ['first', 'last', 'omit', 'list', 'repeat', 'upper', 'empty', 'chat'] as const;
export type Mode = (typeof MODES)[number];

/** What a client offers, as it is given to it. */
export const OFFERS = ['', 'binary', 'binary,base64'] as const;

/** How clients reach the echo server: a relay that changes nothing, or one that repairs the subprotocol. */
export type Route = 'direct' | 'relayed' | 'repaired';

/** A listener for each mode: a game that was ported cannot send a query. */
export interface ListenerOfEachMode {
  port(mode: Mode): number;
  close(): Promise<void>;
}

export async function listenInEachMode(route: Route = 'direct'): Promise<ListenerOfEachMode> {
  const server = await startEchoServer({ listen: MODES.map((mode) => `0,subprotocol=${mode}`) });
  const relays: RunningRelay[] = [];
  for (const { port } of route === 'direct' ? [] : server.listeners) {
    const target = `ws://127.0.0.1:${port}`;
    relays.push(
      await startRelay({
        target,
        listen: 0,
        discovery: false,
        ...(route === 'repaired' && { repair: 'subprotocol' }),
      }),
    );
  }
  const listeners = route === 'direct' ? server.listeners : relays;
  return {
    port: (mode) => listeners[MODES.indexOf(mode)]?.port ?? 0,
    close: async () => {
      for (const relay of relays) await relay.close();
      await server.close();
    },
  };
}
