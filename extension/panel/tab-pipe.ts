import type { Runtime } from 'webextension-polyfill';
import type { PanelCommand } from '../../src/bridge/channel.ts';

/** A relay of the inspected tab, as the panel reaches it. What it says is not checked yet. */
export interface RelayLink {
  /** To a relay that has gone it does nothing: its document may end between a batch and the next request. */
  post(command: PanelCommand): void;
  onEvent(listener: (event: unknown) => void): void;
  onGone(listener: () => void): void;
  /** Whether nothing more can come from it; also when the background stopped between, which is not told. */
  readonly isGone: boolean;
}

/** The way between a panel and the relays of its tab. It opens nothing of what it carries. */
export interface TabPipe {
  /** Asks every relay of the tab to connect; resolves to whether any relay is there. */
  attach(): Promise<boolean>;
  /** Repairs the answers of handshakes to these URL patterns from now on; absent where the browser cannot. */
  repair?(patterns: readonly string[]): void;
}

export interface TabPipeOptions {
  readonly tabId: number;
  /** Unique to this panel: relays connect under it. */
  readonly listener: string;
  readonly onRelay: (relay: RelayLink) => void;
}

/** The link that one direct port makes. */
export function linkOf(port: Runtime.Port): RelayLink {
  let isGone = false;
  port.onDisconnect.addListener(() => (isGone = true));
  return {
    post: (command) => {
      if (!isGone) port.postMessage(command);
    },
    onEvent: (listener) => port.onMessage.addListener(listener),
    get isGone() {
      return isGone;
    },
    onGone: (listener) => port.onDisconnect.addListener(listener),
  };
}
