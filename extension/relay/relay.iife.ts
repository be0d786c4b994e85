import {
  type Announcement,
  BRIDGE_VERSION,
  type CaptureCommand,
  type CaptureMessage,
  type DocumentInfo,
  type TabMessage,
} from '../../src/bridge/channel.ts';
import { FLUSH_EVENT, HANDOVER_EVENT, NODE_EVENT } from '../../src/bridge/handover.ts';
import { FixesInForce } from './fixes-in-force.ts';
import { HandshakeBacklog } from './handshake-backlog.ts';
import { PanelPorts } from './panel-ports.ts';
import { ServedWorkers } from './served-workers.ts';

const SERVED = Symbol.for('socketscope relay');

/** Passes on what the document's hook records to the panels that ask for it, unopened. */
function serve(hook: MessagePort, node: Element): void {
  const info: DocumentInfo = {
    documentKey: randomKey(),
    url: location.href,
    timeOrigin: performance.timeOrigin,
    top: window === window.top,
  };
  const handshakes = new HandshakeBacklog();
  const toHook = (command: CaptureCommand) => hook.postMessage(command);
  const fixes = new FixesInForce((any) => toHook({ type: 'fixes', any }));
  fixes.answerOn(node);
  const panels = new PanelPorts(info, handshakes, fixes, toHook);
  const workers = new ServedWorkers(fixes, announce);
  workers.awaitHook();

  const take = ({ data }: MessageEvent<CaptureMessage>) => {
    if (data.type === 'batch') panels.batch(data.listener, data.batch);
    else announce();
  };
  hook.onmessage = take;
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    panels.leave();
    announce();
  });
  node.addEventListener(FLUSH_EVENT, (event) => take(event as MessageEvent<CaptureMessage>));

  chrome.runtime.onMessage.addListener((message: TabMessage, _, answer) => {
    if (message.version !== BRIDGE_VERSION) return;
    if (message.type === 'attach') {
      panels.attach(message.listener);
      workers.attach(message.listener);
      answer(true);
    } else if (message.type === 'serves-workers') answer(workers.isListening);
    else {
      handshakes.add(message.step);
      panels.handshake(message.step);
    }
  });
}

/** `crypto.randomUUID()` is missing where the page is no secure context, such as plain http. */
function randomKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

/** Tells whoever inspects this tab that there is something to see. */
function announce(): void {
  const announcement: Announcement = { version: BRIDGE_VERSION, type: 'announce' };
  chrome.runtime.sendMessage(announcement, () => {
    // Reading it is how the browser is told that nobody being there is expected.
    void chrome.runtime.lastError;
  });
}

// A browser may run the scripts again for the next document of the same window, whose hook is still in place.
if (!Object.hasOwn(globalThis, SERVED)) {
  let node: EventTarget | null = null;
  document.addEventListener(
    NODE_EVENT,
    (event) => {
      event.stopImmediatePropagation();
      node = (event as MouseEvent).relatedTarget;
    },
    { once: true, capture: true },
  );
  document.addEventListener(
    HANDOVER_EVENT,
    (event) => {
      const port = (event as MessageEvent).ports[0];
      if (!port || !(node instanceof Element)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      Object.defineProperty(globalThis, SERVED, { value: true });
      serve(port, node);
    },
    { once: true, capture: true },
  );
}
