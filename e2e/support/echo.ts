import { type RunningEchoServer, startEchoServer } from '../../src/cli/echo-server.ts';

/** The echo server of a worker. */
export interface Echo {
  /** @param settings misbehaviours for the URL's query, such as `subprotocol=omit` */
  url(settings?: string): string;
  /** A port of its own with these misbehaviours, for clients that cannot send a query. @returns its number */
  listen(settings: string): Promise<number>;
  close(): Promise<void>;
}

export async function startEcho(): Promise<Echo> {
  const servers: RunningEchoServer[] = [];
  const listen = async (settings: string) => {
    const server = await startEchoServer({ listen: [settings === '' ? '0' : `0,${settings}`] });
    servers.push(server);
    return server.listeners[0]?.port ?? 0;
  };
  const port = await listen('');
  return {
    url: (settings = '') => `ws://127.0.0.1:${port}/${settings === '' ? '' : `?${settings}`}`,
    listen,
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
