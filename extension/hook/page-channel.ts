import type { CaptureCommand, CaptureMessage } from '../../src/bridge/channel.ts';
import {
  FIXES_ATTRIBUTE,
  FIXES_EVENT,
  FLUSH_EVENT,
  HANDOVER_EVENT,
  NODE_EVENT,
} from '../../src/bridge/handover.ts';
import type { AppliedFix } from '../../src/bridge/live-fix.ts';
import { apply, getterOf } from './primordials.ts';

const nativePost = MessagePort.prototype.postMessage;
const dataOf = getterOf<CaptureCommand>(MessageEvent.prototype, 'data');
const nativeDispatch = EventTarget.prototype.dispatchEvent;
const nativeGetAttribute = Element.prototype.getAttribute;
const NativeMessageEvent = MessageEvent;
const parseJson = JSON.parse;

export interface PageChannel {
  post(message: CaptureMessage): void;
  /** Hands it over at once, where the document may not live until a port delivers. */
  postNow(message: CaptureMessage): void;
  /** What is in force for a URL, answered at once: `null` for nothing, `undefined` for nothing at all. */
  askFix(url: string): AppliedFix | null | undefined;
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
  const tell = (type: string, data: unknown): void => {
    const event = new NativeMessageEvent(type, { __proto__: null, data } as MessageEventInit);
    apply(nativeDispatch, node, [event]);
  };
  port1.onmessage = (event) => onCommand(dataOf(event));
  return {
    post: (message) => apply(nativePost, port1, [message]),
    postNow: (message) => tell(FLUSH_EVENT, message),
    askFix: (url) => {
      tell(FIXES_EVENT, url);
      const answer: string | null = apply(nativeGetAttribute, node, [FIXES_ATTRIBUTE]);
      return answer ? (parseJson(answer) as AppliedFix | null) : undefined;
    },
  };
}
