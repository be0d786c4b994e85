import mqtt from 'mqtt';
import { io } from 'socket.io-client';

/** Talks that go on until the page is closed, so that heartbeats come. */
const talks: Readonly<Record<string, (port: number) => Promise<void>>> = {
  'Socket.IO': async (port) => {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
    await socket.emitWithAck('echo', 'hello', new Uint8Array([1, 2, 3]));
  },
  MQTT: async (port) => {
    const client = await mqtt.connectAsync(`ws://127.0.0.1:${port}`, { clientId: 'page', keepalive: 1 });
    await client.subscribeAsync('game/#', { qos: 1 });
    await client.publishAsync('game/1', '{"op":"move","x":1}', { qos: 1 });
  },
};

declare global {
  var talk: (library: string, port: number) => Promise<void>;
}

globalThis.talk = async (library, port) => talks[library]?.(port);
