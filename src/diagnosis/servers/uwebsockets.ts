import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://unetworking.github.io/uWebSockets.js/generated/ */
export const uwebsockets: Server = {
  id: 'uwebsockets.js',
  name: 'uWebSockets.js',
  side: 'server',
  recognise: naming(/./, 'uwebsockets'),
  selectSubprotocol: (protocol) => [
    {
      note: 'Without a handler `upgrade` it selects the first offer. With one:',
      code: `upgrade: (res, req, context) => {
  const offered = req.getHeader("sec-websocket-protocol").split(",").map((name) => name.trim());
  res.upgrade({}, req.getHeader("sec-websocket-key"), offered.includes("${protocol}") ? "${protocol}" : "", req.getHeader("sec-websocket-extensions"), context);
}`,
    },
  ],
  keepAlive: [{ code: 'app.ws("/*", { idleTimeout: 30, sendPingsAutomatically: true })' }],
};
