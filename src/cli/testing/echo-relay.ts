import { onTestFinished } from 'vitest';
import { startEchoServer } from '../echo-server.ts';
import type { RunningRelay, StartRelayOptions } from '../relay/start-relay.ts';
import { relayFor } from './relay-fixture.ts';
import { TestClient } from './test-client.ts';

/** An echo server with a relay before it and a client on its way there, for one test. */
export async function echoRelay(
  options: Partial<StartRelayOptions> = {},
): Promise<{ relay: RunningRelay; client: TestClient }> {
  const server = await startEchoServer({ listen: ['0'] });
  onTestFinished(() => server.close());
  const relay = await relayFor(`ws://127.0.0.1:${server.listeners[0]?.port}/`, options);
  const client = new TestClient(relay.url, [], {});
  onTestFinished(() => client.socket.terminate());
  return { relay, client };
}
