import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { EchoConnection, Effects } from './misbehaviours/misbehaviour.ts';
import { Outbox } from './outbox.ts';

/** Returns every message of an open connection as it came, and lets `effects` act on it. */
export function echo(socket: WebSocket, transport: Duplex, effects: readonly Effects[]): void {
  const over = new AbortController();
  const outbox = new Outbox(socket, effects, over.signal);
  const running: Promise<void>[] = [];
  let finishing = false;
  let echoed = 0;

  const connection: EchoConnection = {
    socket,
    transport,
    signal: over.signal,
    send: (data, binary) => outbox.send(data, binary),
    room: () => outbox.room(),
    finish: (close) => {
      if (finishing) return;
      finishing = true;
      const written = Promise.all(running).then(() => outbox.empty());
      void written.then(() => (over.signal.aborted ? undefined : close()));
    },
  };

  socket.once('close', () => over.abort());
  // `ws` has answered by closing with 1002, 1007 or 1009 already; the client's mistake is no fault of the server.
  socket.on('error', () => {});
  socket.on('message', (data, binary) => {
    if (finishing) return;
    outbox.send(data as Buffer, binary);
    echoed += 1;
    for (const effect of effects) effect.echoed?.(connection, echoed);
    if (outbox.congested && !socket.isPaused) {
      socket.pause();
      void outbox.room().then(() => socket.resume());
    }
  });
  for (const effect of effects) {
    const opened = effect.opened?.(connection);
    if (opened) running.push(opened);
  }
}
