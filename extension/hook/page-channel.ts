import type { CaptureCommand, CaptureMessage } from '../../src/bridge/channel.ts';
import {
  FIXES_ATTRIBUTE,
  FIXES_EVENT,
  FLUSH_EVENT,
  HANDOVER_EVENT,
  NODE_EVENT,
} from '../../src/bridge/handover.ts';
import type { LiveFix } from '../../src/bridge/live-fix.ts';
import { apply, getterOf } from './primordials.ts';

const nativePost = MessagePort.prototype.postMessage;
const dataOf = getterOf<CaptureCommand>(MessageEvent.prototype, 'data');
const nativeDispatch = EventTarget.prototype.dispatchEvent;
const nativeGetAttribute = Element.prototype.getAttribute;
const NativeEvent = Event;
const NativeMessageEvent = MessageEvent;
const parseJson = JSON.parse;

export interface PageChannel {
  post(message: CaptureMessage): void;
  /** Hands it over at once, where the document may not live until a port delivers. */
  postNow(message: CaptureMessage): void;
  /** Which fixes are in force; answered at once. */
  askFixes(): readonly LiveFix[];
}

/**
 * Hands one end of a private channel to the relay, in synchronous events before any script of the page can listen.
 * @returns `null` where no relay takes it: there is none, or it already serves a hook in this window
 */
export function openPageChannel(onCommand: (command: CaptureCommand) => void): PageChannel | null {
  const { port1, port2 } = new MessageChannel();
  const node = document.createElement('i');
  document.dispatchEvent(new MouseEvent(NODE_EVENT, { relatedTarget: node }));
  const handover = new MessageEvent(HANDOVER_EVENT, { ports: [port2], cancelable: true });
  const isTaken = !document.dispatchEvent(handover);
  if (!isTaken) return null;
  port1.onmessage = (event) => onCommand(dataOf(event));
  return {
    post: (message) => apply(nativePost, port1, [message]),
    postNow: (message) => {
      const init = { __proto__: null, data: message } as MessageEventInit;
      apply(nativeDispatch, node, [new NativeMessageEvent(FLUSH_EVENT, init)]);
    },
    askFixes: () => {
      apply(nativeDispatch, node, [new NativeEvent(FIXES_EVENT)]);
      const answer: unknown = apply(nativeGetAttribute, node, [FIXES_ATTRIBUTE]);
      return typeof answer === 'string' ? (parseJson(answer) as LiveFix[]) : [];
    },
  };
}
