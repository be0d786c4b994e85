import {
  BRIDGE_VERSION,
  type CaptureBatch,
  type CaptureCommand,
  type DocumentInfo,
  type HandshakeStep,
  type PanelCommand,
  type RelayEvent,
  relayPortName,
} from '../../src/bridge/channel.ts';
import { Attempts } from './attempts.ts';
import type { FixesInForce } from './fixes-in-force.ts';
import type { HandshakeBacklog } from './handshake-backlog.ts';

type Port = ReturnType<typeof chrome.runtime.connect>;

interface Panel {
  readonly port: Port;
  readonly attempts: Attempts;
}

/** One port for each panel that listens to this document. */
export class PanelPorts {
  readonly #panels = new Map<string, Panel>();
  readonly #document: DocumentInfo;
  readonly #handshakes: HandshakeBacklog;
  readonly #fixes: FixesInForce;
  readonly #toHook: (command: CaptureCommand) => void;

  constructor(
    document: DocumentInfo,
    handshakes: HandshakeBacklog,
    fixes: FixesInForce,
    toHook: (command: CaptureCommand) => void,
  ) {
    this.#document = document;
    this.#handshakes = handshakes;
    this.#fixes = fixes;
    this.#toHook = toHook;
  }

  attach(listener: string): void {
    if (this.#panels.has(listener)) return;
    const port = chrome.runtime.connect({ name: relayPortName(listener) });
    const attempts = new Attempts((attempt, result) =>
      post(port, { version: BRIDGE_VERSION, type: 'attempted', attempt, result }),
    );
    this.#panels.set(listener, { port, attempts });
    port.onMessage.addListener((message: unknown) => {
      const command = message as PanelCommand;
      if (command.version !== BRIDGE_VERSION) return;
      switch (command.type) {
        case 'ready':
          return this.#toHook({ type: 'ready', listener, cursor: command.cursor });
        case 'attempt':
          return void attempts.make(command.attempt, command.what);
        case 'give-up':
          return attempts.giveUp(command.attempt);
        case 'fix':
          return this.#fixes.set(command.fixes, listener);
      }
    });
    port.onDisconnect.addListener(() => {
      void chrome.runtime.lastError;
      if (this.#panels.get(listener)?.port === port) this.#went(listener);
    });
    const { state: fixes } = this.#fixes;
    post(port, { version: BRIDGE_VERSION, type: 'hello', document: this.#document, fixes });
    for (const step of this.#handshakes.steps)
      post(port, { version: BRIDGE_VERSION, type: 'handshake', step });
  }

  /** Back from the back/forward cache: the browser closed the ports when the document went there, and says so late. */
  leave(): void {
    for (const [listener, { port }] of this.#panels) {
      this.#went(listener);
      port.disconnect();
    }
  }

  #went(listener: string): void {
    this.#panels.get(listener)?.attempts.giveUpAll();
    this.#panels.delete(listener);
    this.#toHook({ type: 'detach', listener });
    this.#fixes.panelWent(listener);
  }

  batch(listener: string, batch: CaptureBatch): void {
    const port = this.#panels.get(listener)?.port;
    if (port) post(port, { version: BRIDGE_VERSION, type: 'batch', batch });
  }

  /** What they listen to is gone. */
  end(): void {
    for (const { port, attempts } of this.#panels.values()) {
      attempts.giveUpAll();
      port.disconnect();
    }
    this.#panels.clear();
  }

  handshake(step: HandshakeStep): void {
    for (const { port } of this.#panels.values())
      post(port, { version: BRIDGE_VERSION, type: 'handshake', step });
  }
}

function post(port: Port, event: RelayEvent): void {
  port.postMessage(event);
}
