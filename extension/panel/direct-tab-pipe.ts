import type { Runtime } from 'webextension-polyfill';
import { BRIDGE_VERSION, isAnnouncement, relayPortName, type TabMessage } from '../../src/bridge/channel.ts';
import { browser } from '../browser.ts';
import { linkOf, type TabPipe, type TabPipeOptions } from './tab-pipe.ts';

/** Chrome delivers a relay's port to the panel itself: nothing stands between them that could die. */
export function openDirectTabPipe({ tabId, listener, onRelay }: TabPipeOptions): TabPipe {
  const attach: TabMessage = { version: BRIDGE_VERSION, type: 'attach', listener };
  browser.runtime.onConnect.addListener((port) => {
    if (port.name === relayPortName(listener) && port.sender?.tab?.id === tabId) onRelay(linkOf(port));
  });
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (!isAnnouncement(message) || sender.tab?.id !== tabId || sender.frameId === undefined) return;
    // The frame may be gone again by now; then there is nothing to attach to.
    void browser.tabs.sendMessage(tabId, attach, { frameId: sender.frameId }).catch(isAbsent);
  });
  return { attach: () => browser.tabs.sendMessage(tabId, attach).then(isPresent, isAbsent) };
}

const isPresent = (answer: unknown) => answer === true;
const isAbsent = () => false;
