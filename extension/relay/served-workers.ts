import type { CaptureCommand, CaptureMessage, DocumentInfo } from '../../src/bridge/channel.ts';
import { WORKERS_EVENT, type WorkerClosing, type WorkerNotice } from '../../src/bridge/handover.ts';
import type { FixesInForce } from './fixes-in-force.ts';
import { HandshakeBacklog } from './handshake-backlog.ts';
import { PanelPorts } from './panel-ports.ts';

interface Served {
  readonly worker: number;
  readonly panels: PanelPorts;
}

/** The workers of a document that have opened a connection; to a panel each is like one more document. */
export class ServedWorkers {
  #served: Served[] = [];
  #isListening = false;
  readonly #fixes: FixesInForce;
  readonly #announce: () => void;

  constructor(fixes: FixesInForce, announce: () => void) {
    this.#fixes = fixes;
    this.#announce = announce;
  }

  /** Whether somebody in the document takes what the hooks of its workers say. */
  get isListening(): boolean {
    return this.#isListening;
  }

  /** In Firefox the hook of workers runs next, and hands over a port of its own. */
  awaitHook(): void {
    document.addEventListener(
      WORKERS_EVENT,
      (event) => {
        const hooks = (event as MessageEvent).ports[0];
        if (!hooks) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        this.#isListening = true;
        hooks.onmessage = ({ data, ports: [port] }: MessageEvent<WorkerNotice>) => {
          if (data.type === 'ended') this.#end(data.worker);
          else if (port) this.#adopt(data.worker, port);
        };
      },
      { once: true, capture: true },
    );
  }

  attach(listener: string): void {
    for (const { panels } of this.#served) panels.attach(listener);
  }

  #adopt(worker: number, hook: MessagePort): void {
    let panels: PanelPorts | null = null;
    hook.onmessage = ({ data }: MessageEvent<DocumentInfo | CaptureMessage | WorkerClosing>) => {
      if ('documentKey' in data) {
        const toHook = (command: CaptureCommand) => hook.postMessage(command);
        panels = new PanelPorts(data, new HandshakeBacklog(), this.#fixes, toHook);
        this.#served.push({ worker, panels });
      } else if (data.type === 'batch') panels?.batch(data.listener, data.batch);
      else if (data.type === 'closing') this.#end(worker);
      else this.#announce();
    };
  }

  #end(worker: number): void {
    for (const served of this.#served) if (served.worker === worker) served.panels.end();
    this.#served = this.#served.filter((served) => served.worker !== worker);
  }
}
