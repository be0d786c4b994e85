import type { Server } from './server.ts';
import { handshakeThat, headerOf } from './signs.ts';

/** https://nchan.io */
export const nchan: Server = {
  id: 'nchan',
  name: 'Nchan (nginx)',
  side: 'server',
  recognise: (seen) =>
    handshakeThat(
      seen,
      (answer) =>
        answer.status === 101 &&
        headerOf(answer, 'content-length') === '0' &&
        headerOf(answer, 'server')?.startsWith('nginx') === true,
    )
      ? 'Its `101` comes from nginx and has `Content-Length: 0`, as those of Nchan.'
      : null,
  onUnknownOffer: 'answers-empty',
  selectSubprotocol: () => [
    {
      note: 'Nchan knows only `ws+meta.nchan`, and answers every other offer with an empty header, which no browser takes: let the client offer none.',
    },
  ],
  keepAlive: [{ code: 'nchan_websocket_ping_interval 30;' }],
};
