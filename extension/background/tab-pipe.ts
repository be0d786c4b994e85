import type { Runtime } from 'webextension-polyfill';
import { parsePanelPortName, type PipeEvent, type PipeRequest } from '../../src/bridge/background-pipe.ts';
import { BRIDGE_VERSION, isAnnouncement, relayPortName, type TabMessage } from '../../src/bridge/channel.ts';
import { browser } from '../browser.ts';
import type { ResponseRepair } from './response-repair.ts';

interface Panel {
  readonly tabId: number;
  readonly listener: string;
  readonly port: Runtime.Port;
  readonly relays: Map<number, Runtime.Port>;
  isGone: boolean;
}

/**
 * Joins panels and relays, which Firefox does not let reach each other. It opens nothing of what it passes on and
 * keeps nothing that would be missed: when the browser stops it, both sides connect anew and go on where they stood.
 */
export function openTabPipes(repair: ResponseRepair): void {
  const panels = new Map<string, Panel>();
  let relays = 0;

  browser.runtime.onConnect.addListener((port) => {
    const name = parsePanelPortName(port.name);
    if (name) return openPanel(panels, { ...name, port, relays: new Map(), isGone: false }, repair);
    const panel = [...panels.values()].find(
      ({ tabId, listener }) => relayPortName(listener) === port.name && port.sender?.tab?.id === tabId,
    );
    if (panel) joinRelay(panel, relays++, port);
    else port.disconnect();
  });

  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (!isAnnouncement(message)) return;
    for (const { tabId, listener } of panels.values()) {
      if (sender.tab?.id === tabId) void attach(tabId, listener, sender.frameId);
    }
  });
}

function openPanel(panels: Map<string, Panel>, panel: Panel, repair: ResponseRepair): void {
  panels.set(panel.listener, panel);
  panel.port.onMessage.addListener((request: unknown) => {
    const asked = request as PipeRequest;
    switch (asked.type) {
      case 'attach':
        return void attach(panel.tabId, panel.listener).then((present) =>
          post(panel, { type: 'attached', present }),
        );
      case 'repair':
        return repair.want(panel.listener, panel.tabId, asked.patterns);
      case 'command':
        return panel.relays.get(asked.relay)?.postMessage(asked.command);
    }
  });
  panel.port.onDisconnect.addListener(() => {
    panel.isGone = true;
    panels.delete(panel.listener);
    repair.want(panel.listener, panel.tabId, []);
    for (const relay of panel.relays.values()) relay.disconnect();
  });
}

function joinRelay(panel: Panel, relay: number, port: Runtime.Port): void {
  panel.relays.set(relay, port);
  post(panel, { type: 'relay', relay });
  port.onMessage.addListener((event: unknown) => post(panel, { type: 'event', relay, event }));
  port.onDisconnect.addListener(() => {
    panel.relays.delete(relay);
    post(panel, { type: 'gone', relay });
  });
}

function post(panel: Panel, event: PipeEvent): void {
  // It may go between a question and its answer.
  if (!panel.isGone) panel.port.postMessage(event);
}

/** @returns whether any relay is there */
function attach(tabId: number, listener: string, frameId?: number): Promise<boolean> {
  const message: TabMessage = { version: BRIDGE_VERSION, type: 'attach', listener };
  return browser.tabs.sendMessage(tabId, message, frameId === undefined ? {} : { frameId }).then(
    (answer) => answer === true,
    () => false,
  );
}
