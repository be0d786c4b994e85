import { Capture } from '../capture.ts';
import { LiveFixes } from '../live-fixes.ts';
import { observeWebSocket } from '../observed-websocket.ts';
import { apply } from '../primordials.ts';
import { replaceMethod } from './replacing.ts';
import { observeWorkers } from './observed-workers.ts';
import { withOwnSource } from './own-source.ts';
import { openOwnerChannel } from './owner-channel.ts';

/** This very hook as a function: the build wraps it so, for the workers that this one makes. */
declare const __SOCKETSCOPE_HOOK__: Function;

// Put before the script of a worker and before each module that it imports, of which the first is evaluated last. The
// text of a proxy has no name, and nothing else marks the worker.
if (String(WebSocket).includes('WebSocket')) {
  const channel = openOwnerChannel((command) => {
    switch (command.type) {
      case 'ready':
        return capture.ready(command.listener, command.cursor);
      case 'detach':
        return capture.detach(command.listener);
      case 'fixes':
      // A relay cannot be asked at once from here, so no fix reaches a worker.
    }
  });
  const capture = new Capture(channel.post);
  observeWebSocket(capture, new LiveFixes(() => undefined));
  replaceMethod(globalThis, 'close', (native, self, args) => {
    channel.closing();
    return apply(native, self, args);
  });
  observeWorkers(withOwnSource(String(__SOCKETSCOPE_HOOK__)), {
    adopt: channel.passOn,
    ended: () => undefined,
  });
}
