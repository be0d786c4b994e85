import { HANDOVER_EVENT } from '../../src/bridge/handover.ts';
import type { CaptureCommand, CaptureMessage } from '../../src/bridge/channel.ts';
import { apply, getterOf } from './primordials.ts';

const nativePost = MessagePort.prototype.postMessage;
const dataOf = getterOf<CaptureCommand>(MessageEvent.prototype, 'data');

export interface PageChannel {
  post(message: CaptureMessage): void;
}

/**
 * Hands one end of a private channel to the relay, in one synchronous event before any script of the page can listen.
 * @returns `null` where no relay takes it: there is none, or it already serves a hook in this window
 */
export function openPageChannel(onCommand: (command: CaptureCommand) => void): PageChannel | null {
  const { port1, port2 } = new MessageChannel();
  const handover = new MessageEvent(HANDOVER_EVENT, { ports: [port2], cancelable: true });
  const isTaken = !document.dispatchEvent(handover);
  if (!isTaken) return null;
  port1.onmessage = (event) => onCommand(dataOf(event));
  return { post: (message) => apply(nativePost, port1, [message]) };
}
