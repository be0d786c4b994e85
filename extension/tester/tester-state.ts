import { type Signal, signal } from '@preact/signals';
import { parseSubprotocols } from '../../src/websocket/subprotocol.ts';
import type { Session } from '../../src/session/session.ts';
import { makeAttempt } from '../probing/make-attempt.ts';
import { Prober } from '../probing/prober.ts';
import type { WorkbenchState } from '../ui/workbench/workbench-state.ts';
import { recentUrls, withFirst } from './remembered-lists.ts';
import { TesterRecorder, type TesterSocket } from './tester-socket.ts';

/** What the tester does and shows besides its workbench. */
export interface TesterState {
  readonly url: Signal<string>;
  readonly subprotocols: Signal<string>;
  readonly workbench: WorkbenchState;
  readonly prober: Prober;
  connect(): void;
  socketOf(id: number | null): TesterSocket | undefined;
}

/** The subprotocols of a field, as they will be offered. */
export function offeredBy(field: string): string[] {
  return field.trim() === '' ? [] : parseSubprotocols(field);
}

export function createTesterState(session: Session, workbench: WorkbenchState): TesterState {
  const recorder = new TesterRecorder(session);
  const sockets = new Map<number, TesterSocket>();
  const url = signal('ws://localhost:9999/');
  const subprotocols = signal('');
  const prober = new Prober(session, {
    origins: () => ['extension'],
    attempt: (_, __, attempt, signal) => makeAttempt(attempt, 'readable', signal),
  });

  return {
    url,
    subprotocols,
    workbench,
    prober,
    connect: () => {
      const socket = recorder.open(url.value, offeredBy(subprotocols.value));
      const connection = session.connections.at(-1);
      if (!connection) return;
      recentUrls.value = withFirst(recentUrls.value, url.value);
      workbench.connection.value = connection.id;
      if (socket) sockets.set(connection.id, socket);
    },
    socketOf: (id) => (id === null ? undefined : sockets.get(id)),
  };
}
