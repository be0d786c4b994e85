import { Capture } from './capture.ts';
import { observeWebSocket } from './observed-websocket.ts';
import { openPageChannel } from './page-channel.ts';
import { observePolicyViolations } from './policy-violations.ts';

// One self-contained file in the page's own world: loaded any later, it would miss the page's first socket.
const channel = openPageChannel((command) => capture.command(command));
const capture = new Capture((message) => channel?.post(message));

if (channel) {
  observeWebSocket(capture);
  observePolicyViolations(capture);
}
