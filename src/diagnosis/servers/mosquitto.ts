import type { Server } from './server.ts';
import { handshakeThat, headerOf, isBareUpgrade } from './signs.ts';

/** https://mosquitto.org/man/mosquitto-conf-5.html */
export const mosquitto: Server = {
  id: 'mosquitto',
  name: 'Mosquitto',
  side: 'server',
  recognise: (seen) =>
    handshakeThat(
      seen,
      (answer) =>
        isBareUpgrade(answer) && headerOf(answer, 'sec-websocket-protocol')?.startsWith('mqtt') === true,
    )
      ? 'It speaks MQTT, and its `101` has the form of libwebsockets, which Mosquitto uses.'
      : null,
  onUnknownOffer: 'closes',
  selectSubprotocol: () => [
    { note: 'Mosquitto speaks MQTT alone: let the client offer `mqtt`, and speak it.' },
  ],
};
