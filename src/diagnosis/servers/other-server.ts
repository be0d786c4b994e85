import type { Server } from './server.ts';

/** What every server must do, for those that have no entry. */
export const otherServer: Server = {
  id: 'other-server',
  name: 'Another server',
  side: 'server',
  selectSubprotocol: (protocol) => [
    {
      note: 'If the request offers it, add to the headers of the `101` (one line, one value, the same letters); otherwise nothing:',
      code: `Sec-WebSocket-Protocol: ${protocol}`,
    },
  ],
  allowOrigin: (origin) => [{ note: 'Take requests that say:', code: `Origin: ${origin}` }],
  keepAlive: [{ note: 'Every 30 s a ping without payload, in bytes:', code: '89 00' }],
};
