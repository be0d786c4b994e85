import { type Signal, signal } from '@preact/signals';
import { parseSubprotocols } from '../../src/websocket/subprotocol.ts';
import type { Session } from '../../src/session/session.ts';
import type { WorkbenchState } from '../ui/workbench-state.ts';
import { offersToTry, probe } from './probe.ts';
import { recentUrls, withFirst } from './remembered-lists.ts';
import { TesterRecorder, type TesterSocket } from './tester-socket.ts';

/** What the tester does and shows besides its workbench. */
export interface TesterState {
  readonly url: Signal<string>;
  readonly subprotocols: Signal<string>;
  readonly workbench: WorkbenchState;
  /** Id of the connection that is being looked into; `null` for none. */
  readonly probing: Signal<number | null>;
  connect(): void;
  socketOf(id: number | null): TesterSocket | undefined;
  findOutWhy(id: number): Promise<void>;
  stopProbing(): void;
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
  const probing = signal<number | null>(null);
  let abort = new AbortController();

  return {
    url,
    subprotocols,
    workbench,
    probing,
    connect: () => {
      const socket = recorder.open(url.value, offeredBy(subprotocols.value));
      const connection = session.connections.at(-1);
      if (!connection) return;
      recentUrls.value = withFirst(recentUrls.value, url.value);
      workbench.connection.value = connection.id;
      if (socket) sockets.set(connection.id, socket);
    },
    socketOf: (id) => (id === null ? undefined : sockets.get(id)),
    findOutWhy: async (id) => {
      const evidence = session.connection(id)?.evidence;
      if (!evidence || probing.value !== null) return;
      abort = new AbortController();
      probing.value = id;
      try {
        for (const offer of offersToTry(evidence))
          session.probed(id, await probe(evidence.url, offer, abort.signal));
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
      } finally {
        probing.value = null;
      }
    },
    stopProbing: () => abort.abort(),
  };
}
