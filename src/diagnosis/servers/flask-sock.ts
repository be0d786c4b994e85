import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://flask-sock.readthedocs.io/en/latest/web_servers.html */
export const flaskSock: Server = {
  id: 'flask-sock',
  name: 'Flask-Sock (Python)',
  side: 'server',
  recognise: naming(/^Werkzeug\//),
  selectSubprotocol: (protocol) => [
    { code: `app.config["SOCK_SERVER_OPTIONS"] = {"subprotocols": ["${protocol}"]}` },
  ],
  keepAlive: [{ code: 'app.config["SOCK_SERVER_OPTIONS"] = {"ping_interval": 25}' }],
};
