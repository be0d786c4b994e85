import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import type { RelayInfo } from '../../bridge/relay-feed.ts';
import { describeRules } from '../../wire/handshake-edits.ts';
import { WireLog } from '../../wire/wire-log.ts';
import { listenOn, listenOnLoopback } from '../loopback.ts';
import { RelayedConnection } from './relayed-connection.ts';
import type { RelayPlan } from './relay-plan.ts';

/** A relay that accepts connections. */
export class Relay {
  readonly log: WireLog;
  readonly info: Omit<RelayInfo, 'feed'>;
  readonly port: number;
  /** False when the machine has no `::1`, or one address alone was asked for. */
  readonly hasIPv6: boolean;
  readonly #servers: readonly Server[];
  readonly #connections: Set<RelayedConnection>;

  private constructor(
    { target, rules, listen }: RelayPlan,
    log: WireLog,
    timeOrigin: number,
    listener: { port: number; hasIPv6: boolean; servers: readonly Server[] },
    connections: Set<RelayedConnection>,
  ) {
    this.log = log;
    this.port = listener.port;
    this.hasIPv6 = listener.hasIPv6;
    this.#servers = listener.servers;
    this.#connections = connections;
    this.info = {
      relayKey: randomBytes(16).toString('base64url'),
      url: `ws://${listen.host ?? 'localhost'}:${listener.port}`,
      target: target.url,
      timeOrigin,
      edits: describeRules(rules),
    };
  }

  /**
   * @throws {PortInUseError} for a port that is taken, or the system's error; then nothing is left listening
   */
  static async start(plan: RelayPlan): Promise<Relay> {
    const timeOrigin = Date.now();
    const began = performance.now();
    const log = new WireLog(() => performance.now() - began);
    const connections = new Set<RelayedConnection>();
    const { target, insecure, rules, listen } = plan;
    const create = () =>
      createServer({ allowHalfOpen: true, pauseOnConnect: true }, (client) => {
        const connection = new RelayedConnection(client, { target, insecure, rules, log });
        connections.add(connection);
        void connection.run().finally(() => connections.delete(connection));
      });
    const listener =
      listen.host === undefined
        ? await listenOnLoopback(create, listen.port)
        : await listenOn(create, listen.port, listen.host);
    return new Relay(plan, log, timeOrigin, listener, connections);
  }

  /** Breaks all connections off and frees the port. */
  async close(): Promise<void> {
    const closed = this.#servers.map((server) => new Promise((resolve) => server.close(resolve)));
    for (const connection of this.#connections) connection.destroy();
    await Promise.all(closed);
  }
}
