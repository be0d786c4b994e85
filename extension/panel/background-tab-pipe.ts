import type { Runtime } from 'webextension-polyfill';
import { panelPortName, type PipeEvent, type PipeRequest } from '../../src/bridge/background-pipe.ts';
import { browser } from '../browser.ts';
import type { RelayLink, TabPipe, TabPipeOptions } from './tab-pipe.ts';

interface Relay {
  events: ((event: unknown) => void)[];
  gone: (() => void)[];
}

/** In Firefox the background carries what relay and panel say. It may be stopped at any time: the way is then laid anew. */
export function openBackgroundTabPipe({ tabId, listener, onRelay }: TabPipeOptions): TabPipe {
  let waiting: ((present: boolean) => void)[] = [];
  let repaired: readonly string[] = [];
  let port = connect();

  function connect(): Runtime.Port {
    const relays = new Map<number, Relay>();
    const opened = browser.runtime.connect({ name: panelPortName(tabId, listener) });
    opened.onMessage.addListener((message: unknown) => {
      const event = message as PipeEvent;
      switch (event.type) {
        case 'attached': {
          const resolve = waiting.shift();
          return resolve?.(event.present);
        }
        case 'relay': {
          const relay: Relay = { events: [], gone: [] };
          relays.set(event.relay, relay);
          return onRelay(linkOf(opened, event.relay, relay));
        }
        case 'event':
          return relays.get(event.relay)?.events.forEach((listener) => listener(event.event));
        case 'gone':
          relays.get(event.relay)?.gone.forEach((listener) => listener());
          relays.delete(event.relay);
      }
    });
    opened.onDisconnect.addListener(() => {
      const unanswered = waiting;
      waiting = [];
      port = connect();
      if (repaired.length > 0) repair(repaired);
      // Whoever asked before the background stopped is answered by the one that comes now.
      void attach().then((present) => unanswered.forEach((resolve) => resolve(present)));
    });
    return opened;
  }

  function attach(): Promise<boolean> {
    return new Promise((resolve) => {
      waiting.push(resolve);
      port.postMessage({ type: 'attach' } satisfies PipeRequest);
    });
  }

  function repair(patterns: readonly string[]): void {
    repaired = patterns;
    port.postMessage({ type: 'repair', patterns } satisfies PipeRequest);
  }

  return { attach, repair };
}

function linkOf(port: Runtime.Port, relay: number, listeners: Relay): RelayLink {
  let isGone = false;
  port.onDisconnect.addListener(() => (isGone = true));
  listeners.gone.push(() => (isGone = true));
  return {
    post: (command) => {
      if (!isGone) port.postMessage({ type: 'command', relay, command } satisfies PipeRequest);
    },
    onEvent: (listener) => listeners.events.push(listener),
    get isGone() {
      return isGone;
    },
    onGone: (listener) => listeners.gone.push(listener),
  };
}
