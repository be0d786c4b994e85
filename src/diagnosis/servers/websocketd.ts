import type { Server } from './server.ts';

/** https://github.com/joewalnes/websocketd */
export const websocketd: Server = {
  id: 'websocketd',
  name: 'websocketd',
  side: 'server',
  selectSubprotocol: () => [
    { note: 'websocketd selects no subprotocol and has no option for it: let the client offer none.' },
  ],
  allowOrigin: (origin) => [
    { code: `websocketd --origin=${origin.replace(/^.*:\/\//, '')} --port=9999 ./program` },
  ],
};
