// @ts-check
import { aiohttp } from './aiohttp.mjs';
import { autobahn } from './autobahn.mjs';
import { djangoChannels } from './django-channels.mjs';
import { faye } from './faye.mjs';
import { go } from './go.mjs';
import { haproxy } from './haproxy.mjs';
import { libwebsockets } from './libwebsockets.mjs';
import { mojolicious } from './mojolicious.mjs';
import { mosquitto } from './mosquitto.mjs';
import { nginx } from './nginx.mjs';
import { npmWebsocket } from './npm-websocket.mjs';
import { pythonWebsockets } from './python-websockets.mjs';
import { simpleWebsocketServer } from './simple-websocket-server.mjs';
import { socketIo } from './socket-io.mjs';
import { tornado } from './tornado.mjs';
import { uvicorn } from './uvicorn.mjs';
import { websocketd } from './websocketd.mjs';
import { websockify } from './websockify.mjs';
import { ws } from './ws.mjs';

/** Real servers, each in the configurations that people meet. @type {readonly import('./set-up.d.ts').SetUp[]} */
export const setUps = [
  ...ws,
  ...npmWebsocket,
  ...faye,
  ...socketIo,
  ...pythonWebsockets,
  ...aiohttp,
  ...tornado,
  ...autobahn,
  ...uvicorn,
  ...djangoChannels,
  ...simpleWebsocketServer,
  ...websockify,
  ...websocketd,
  ...libwebsockets,
  ...mosquitto,
  ...mojolicious,
  ...go,
  ...nginx,
  ...haproxy,
];
