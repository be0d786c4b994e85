import { Client as StompClient } from '@stomp/stompjs';
import { createClient } from 'graphql-ws';
import mqtt from 'mqtt';
import { Socket as PhoenixSocket } from 'phoenix';
import ReconnectingWebSocket from 'reconnecting-websocket';
import { io } from 'socket.io-client';

/** What a client library tells of one conversation, in order. */
type Conversation = (port: number) => Promise<unknown[]>;

/** Each library by its name, in a conversation that says `hello from` it. */
const conversations: Readonly<Record<string, Conversation>> = {
  'Socket.IO': async (port) => {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
    const events: unknown[] = [];
    socket.on('disconnect', (reason) => events.push(reason));
    await new Promise<void>((resolve) => socket.on('connect', resolve));
    events.push(socket.io.engine.transport.name, socket.connected);
    const bytes = new Uint8Array([1, 2, 3]);
    const answer = (await socket.emitWithAck('echo', 'hello from Socket.IO', bytes)) as [string, ArrayBuffer];
    events.push(answer[0], [...new Uint8Array(answer[1])]);
    socket.disconnect();
    return events;
  },

  MQTT: async (port) => {
    const client = await mqtt.connectAsync(`ws://127.0.0.1:${port}`, { clientId: 'page' });
    const received = new Promise<unknown>((resolve) => {
      client.on('message', (topic, payload) => resolve([topic, payload.toString()]));
    });
    const granted = await client.subscribeAsync('game/#', { qos: 1 });
    await client.publishAsync('game/1', 'hello from MQTT', { qos: 1 });
    const message = await received;
    await client.endAsync();
    return [granted, message, client.connected];
  },

  STOMP: async (port) => {
    const client = new StompClient({ brokerURL: `ws://127.0.0.1:${port}`, reconnectDelay: 0 });
    const connected = new Promise<unknown>((resolve) => {
      client.onConnect = ({ headers }) => resolve(headers);
    });
    client.activate();
    const headers = await connected;
    const received = new Promise<unknown>((resolve) => {
      client.subscribe('/game', ({ body, headers }) => resolve([body, headers]));
    });
    client.publish({ destination: '/game', body: 'hello from STOMP' });
    const message = await received;
    await client.deactivate();
    return [headers, message, client.connected];
  },

  Phoenix: async (port) => {
    const socket = new PhoenixSocket(`ws://127.0.0.1:${port}/socket`, {});
    const events: unknown[] = [];
    socket.onOpen(() => events.push('open'));
    socket.connect();
    const channel = socket.channel('game:lobby', { name: 'page' });
    const ok = (push: { receive: (status: string, callback: (response: unknown) => void) => unknown }) =>
      new Promise<unknown>((resolve) => push.receive('ok', resolve));
    events.push(await ok(channel.join()));
    events.push(await ok(channel.push('say', { text: 'hello from Phoenix' })));
    await new Promise<void>((resolve) => socket.disconnect(resolve, 1000, 'done'));
    events.push(socket.connectionState());
    return events;
  },

  'reconnecting-websocket': async (port) => {
    const socket = new ReconnectingWebSocket(`ws://127.0.0.1:${port}`, 'chat', {
      minReconnectionDelay: 1,
      maxReconnectionDelay: 1,
    });
    const events: unknown[] = [];
    socket.addEventListener('open', () => {
      events.push(['open', socket.protocol, socket.readyState]);
      socket.send('hello from reconnecting-websocket');
    });
    socket.addEventListener('close', ({ code, reason }) => {
      events.push(['close', code, reason]);
    });
    await new Promise<void>((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        events.push(data);
        if (data === 'second') resolve();
      });
    });
    socket.close(1000, 'done');
    return events;
  },

  'graphql-ws': async (port) => {
    const client = createClient({ url: `ws://127.0.0.1:${port}`, lazy: true });
    const events: unknown[] = [];
    client.on('connected', (_, payload) => events.push(['connected', payload]));
    const query = '{ echo(text: "hello from graphql-ws") }';
    for await (const result of client.iterate({ query })) events.push(result);
    await client.dispose();
    return events;
  },
};

declare global {
  var converse: (library: string, port: number) => Promise<string>;
}

globalThis.converse = async (library, port) => JSON.stringify(await conversations[library]?.(port));
