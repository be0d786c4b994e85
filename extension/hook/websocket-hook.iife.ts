import type { CaptureCommand } from '../../src/bridge/channel.ts';
import { Capture } from './capture.ts';
import { LiveFixes } from './live-fixes.ts';
import { observeWebSocket } from './observed-websocket.ts';
import { openPageChannel } from './page-channel.ts';
import { observePolicyViolations } from './policy-violations.ts';
import { listen } from './primordials.ts';

// One self-contained file in the page's own world: loaded any later, it would miss the page's first socket.
const channel = openPageChannel(obey);
const capture = new Capture((message) => channel?.post(message));
const fixes = new LiveFixes((url) => channel?.askFix(url));

function obey(command: CaptureCommand): void {
  switch (command.type) {
    case 'ready':
      return capture.ready(command.listener, command.cursor);
    case 'detach':
      return capture.detach(command.listener);
    case 'fixes':
      fixes.isIdle = !command.any;
  }
}

if (channel) {
  observeWebSocket(capture, fixes);
  observePolicyViolations(capture);
  // The page's own listeners may send on `pagehide`; its `visibilitychange` comes after that.
  const flush = () => capture.flush(channel.postNow);
  listen(window, 'pagehide', flush);
  listen(document, 'visibilitychange', flush);
}
