// @ts-check
/** Short talks between real clients and their real servers; each asks of its protocol what a decoder must know. */
import * as signalR from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import { Client as StompClient } from '@stomp/stompjs';
import { Aedes } from 'aedes';
import { buildSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import mqtt from 'mqtt';
import { Socket as PhoenixSocket } from 'phoenix';
import { Server as SocketIoServer } from 'socket.io';
import { io } from 'socket.io-client';
import { createWebSocketStream, WebSocket, WebSocketServer } from 'ws';
import { listening, until } from './listening.mjs';
import { mosquitto } from '../servers/mosquitto.mjs';
import { record } from './recording.mjs';

/** @typedef {import('./recording.mjs').RecordedConnection} RecordedConnection */
/** @typedef {{ origin: string, converse: () => Promise<RecordedConnection[]> }} Conversation */

/**
 * @param {(server: import('node:http').Server) => unknown} start puts a service on the server
 * @param {(port: number, connections: RecordedConnection[]) => Promise<unknown>} talk
 */
export async function between(start, talk) {
  const { server, port, close } = await listening();
  await start(server);
  const recording = await record(port);
  await talk(recording.port, recording.connections);
  const { connections } = recording;
  recording.close();
  close();
  return connections;
}

/** @param {4 | 5} protocolVersion */
const mqttTalk =
  (protocolVersion) =>
  async (/** @type {number} */ port, /** @type {RecordedConnection[]} */ connections) => {
    const is5 = protocolVersion === 5;
    const client = await mqtt.connectAsync(`ws://127.0.0.1:${port}/mqtt`, {
      clientId: 'player-1',
      protocolVersion,
      keepalive: 1,
      username: 'ada',
      password: 'secret',
      will: { topic: 'game/gone', payload: Buffer.from('player-1'), qos: 1, retain: false },
      ...(is5 && { properties: { sessionExpiryInterval: 60, userProperties: { game: 'arena' } } }),
    });
    const back = new Promise((resolve) => {
      client.on('message', (topic) => topic === 'game/2' && resolve(topic));
    });
    await client.subscribeAsync('game/#', { qos: 2 });
    await client.publishAsync('game/0', 'hello', { qos: 0 });
    await client.publishAsync('game/1', '{"op":"move","x":1}', {
      qos: 1,
      ...(is5 && { properties: { contentType: 'application/json', responseTopic: 'game/answers' } }),
    });
    await client.publishAsync('game/2', Buffer.from([0, 255, 1, 2]), { qos: 2, retain: true });
    await back;
    await until(() => connections[0]?.frames.some((f) => 'hex' in f && f.hex.startsWith('d0')) ?? false);
    await client.unsubscribeAsync('game/#');
    await client.endAsync();
  };

/** @param {4 | 5} protocolVersion */
const toMosquitto = (protocolVersion) => async () => {
  const broker = await mosquitto[0]?.start();
  if (!broker) throw new Error('No set-up of mosquitto');
  const recording = await record(Number(new URL(broker.url).port));
  await mqttTalk(protocolVersion)(recording.port, recording.connections);
  recording.close();
  await broker.close();
  return recording.connections;
};

const toAedes = () =>
  between(async (server) => {
    const broker = await Aedes.createBroker();
    const sockets = new WebSocketServer({ server, handleProtocols: () => 'mqtt' });
    sockets.on('connection', (socket) => broker.handle(createWebSocketStream(socket)));
  }, mqttTalk(4));

/** @param {import('@microsoft/signalr').IHubProtocol} protocol */
const signalRTalk = (protocol) => () =>
  between(
    (server) => {
      // The library's own protocol writes and reads on both ends; its server exists for .NET only.
      const sockets = new WebSocketServer({ server });
      sockets.on('connection', (socket) => {
        const write = (/** @type {any} */ message) => socket.send(protocol.writeMessage(message));
        socket.once('message', () => {
          socket.send('{}\u001e', { binary: protocol.transferFormat === signalR.TransferFormat.Binary });
          socket.on('message', (/** @type {Buffer} */ data, isBinary) => {
            const bytes = new Uint8Array(data).buffer;
            // The client's protocol does not read what only clients say.
            if (data.includes('Count'))
              answer({ type: signalR.MessageType.StreamInvocation, invocationId: '2' }, write);
            const input = isBinary ? bytes : data.toString();
            for (const message of protocol.parseMessages(input, signalR.NullLogger.instance))
              answer(/** @type {any} */ (message), write);
          });
        });
      });
      const answer = (/** @type {any} */ message, /** @type {(message: any) => void} */ write) => {
        const { type, invocationId, target, arguments: values } = message;
        if (type === signalR.MessageType.Invocation && target === 'Fail')
          write({ type: signalR.MessageType.Completion, invocationId, error: 'No such room' });
        else if (type === signalR.MessageType.Invocation && invocationId) {
          write({ type: signalR.MessageType.Invocation, target: 'moved', arguments: [values[0], 4.5] });
          write({ type: signalR.MessageType.Completion, invocationId, result: { echo: values } });
        } else if (type === signalR.MessageType.StreamInvocation) {
          for (const item of [1, 2]) write({ type: signalR.MessageType.StreamItem, invocationId, item });
          write({ type: signalR.MessageType.Completion, invocationId });
          write({ type: signalR.MessageType.Ping });
        }
      };
    },
    async (port, connections) => {
      const hub = new signalR.HubConnectionBuilder()
        .withUrl(`http://127.0.0.1:${port}/hub`, {
          transport: signalR.HttpTransportType.WebSockets,
          skipNegotiation: true,
        })
        .withHubProtocol(protocol)
        .configureLogging(signalR.LogLevel.None)
        .withKeepAliveInterval(50)
        .build();
      const moved = new Promise((resolve) => hub.on('moved', resolve));
      await hub.start();
      await hub.invoke('Move', 'ada', [1, 2], { big: 4_294_967_296 });
      await moved;
      await hub.invoke('Fail').catch(() => {});
      await hub.send('Say', 'hello');
      await new Promise((resolve, reject) =>
        hub
          .stream('Count', 2)
          .subscribe({ next: () => {}, complete: () => resolve(undefined), error: reject }),
      );
      const count = connections[0]?.frames.length ?? 0;
      await until(() => (connections[0]?.frames.length ?? 0) > count);
      await hub.stop();
    },
  );

/** @param {string} topic @param {string} event @param {Buffer} payload */
function phoenixBroadcast(topic, event, payload) {
  return Buffer.concat([Buffer.from([2, topic.length, event.length]), Buffer.from(topic + event), payload]);
}

/** @type {Readonly<Record<string, Conversation>>} */
export const conversations = {
  'socket-io': {
    origin: 'socket.io 4.8.4, server and client',
    converse: () =>
      between(
        (server) => {
          const sockets = new SocketIoServer(server, { pingInterval: 150, pingTimeout: 1_000 });
          sockets.on('connection', (socket) => {
            socket.on('echo', (text, bytes, answer) => answer(text, bytes));
            socket.on('move', () => socket.emit('players', [{ id: 1, at: [2, 3] }], Buffer.from([9, 8, 7])));
          });
          sockets.of('/chat').on('connection', (socket) => {
            socket.on('ask', (question, answer) => socket.emit('back', question, () => answer('yes')));
          });
          sockets.of('/admin').use((_, next) => next(new Error('not allowed')));
        },
        async (port, connections) => {
          const base = `http://127.0.0.1:${port}`;
          const socket = io(base, { transports: ['websocket'] });
          const players = new Promise((resolve) => socket.on('players', resolve));
          await new Promise((resolve) => socket.on('connect', () => resolve(undefined)));
          await socket.emitWithAck('echo', 'hello', Buffer.from([1, 2, 3]));
          socket.emit('move', { x: 1, y: -2 });
          await players;
          const chat = io(`${base}/chat`, { transports: ['websocket'], auth: { token: 'abc' } });
          chat.on('back', (_, answer) => answer(1, 2));
          await chat.emitWithAck('ask', 'ready?');
          const admin = io(`${base}/admin`, { transports: ['websocket'] });
          await new Promise((resolve) => admin.on('connect_error', resolve));
          await until(() => connections[0]?.frames.some((f) => 'text' in f && f.text === '3') ?? false);
          chat.disconnect();
          socket.disconnect();
        },
      ),
  },

  'mqtt-3': { origin: 'mqtt 5.16.0 to the broker mosquitto 2, MQTT 3.1.1', converse: toMosquitto(4) },
  'mqtt-5': { origin: 'mqtt 5.16.0 to the broker mosquitto 2, MQTT 5', converse: toMosquitto(5) },
  'mqtt-split': {
    origin: 'mqtt 5.16.0 to the broker aedes 1.2.0: both write each field of a packet as a frame of its own',
    converse: toAedes,
  },

  stomp: {
    origin: '@stomp/stompjs 7.5.0 to a server of a few lines written after STOMP 1.2',
    converse: () =>
      between(
        (server) => {
          const sockets = new WebSocketServer({ server, handleProtocols: () => 'v12.stomp' });
          sockets.on('connection', (socket) => {
            let subscription = '';
            socket.on('message', (/** @type {Buffer} */ data) => {
              const [head = '', body = ''] = data.toString().split('\n\n');
              const header = (/** @type {string} */ name) =>
                new RegExp(`^${name}:(.*)$`, 'm').exec(head)?.[1] ?? '';
              const send = (/** @type {string} */ command, /** @type {string} */ fields, text = '') =>
                socket.send(`${command}\n${fields}\n\n${text}\0`);
              if (data.toString() === '\n') socket.send('\n');
              else if (head.startsWith('CONNECT')) send('CONNECTED', 'version:1.2\nheart-beat:20,20');
              else if (head.startsWith('SUBSCRIBE')) subscription = header('id');
              else if (head.startsWith('SEND'))
                send(
                  'MESSAGE',
                  `subscription:${subscription}\nmessage-id:1\ndestination:${header('destination')}\nnote:a\\cb\\n`,
                  body.replace(/\0.*/s, ''),
                );
              if (header('receipt')) send('RECEIPT', `receipt-id:${header('receipt')}`);
            });
          });
        },
        async (port, connections) => {
          const client = new StompClient({
            webSocketFactory: () => new WebSocket(`ws://127.0.0.1:${port}/stomp`, ['v12.stomp', 'v11.stomp']),
            splitLargeFrames: false,
            heartbeatIncoming: 1_000,
            heartbeatOutgoing: 20,
            reconnectDelay: 0,
          });
          await new Promise((resolve) => {
            client.onConnect = resolve;
            client.activate();
          });
          const received = new Promise((resolve) => client.subscribe('/game', resolve));
          const receipt = new Promise((resolve) => client.watchForReceipt('r-1', resolve));
          client.publish({
            destination: '/game',
            body: '{"op":"move"}',
            headers: { receipt: 'r-1', note: 'a:b\nc' },
          });
          client.publish({ destination: '/game', binaryBody: new Uint8Array([123, 34, 0, 1]) });
          await Promise.all([received, receipt]);
          await until(() => connections[0]?.frames.some((f) => 'text' in f && f.text === '\n') ?? false);
          await client.deactivate();
        },
      ),
  },

  'signalr-json': {
    origin: '@microsoft/signalr 10.0.11, its client, and its hub protocol as the server',
    converse: signalRTalk(new signalR.JsonHubProtocol()),
  },
  'signalr-messagepack': {
    origin: '@microsoft/signalr-protocol-msgpack 10.0.11 with the client, and as the server',
    converse: signalRTalk(new MessagePackHubProtocol()),
  },

  phoenix: {
    origin: 'phoenix 1.8.16, its client, to a server of a few lines written after its V2 serializer',
    converse: () =>
      between(
        (server) => {
          const sockets = new WebSocketServer({ server });
          sockets.on('connection', (socket) => {
            socket.on('message', (/** @type {Buffer} */ data, isBinary) => {
              if (isBinary)
                return socket.send(phoenixBroadcast('game:lobby', 'pixels', Buffer.from([1, 2, 3])));
              const [joinRef, ref, topic, event, payload] = /** @type {any[]} */ (
                JSON.parse(data.toString())
              );
              const status = event === 'fail' ? 'error' : 'ok';
              const reply = { status, response: { payload } };
              socket.send(JSON.stringify([joinRef, ref, topic, 'phx_reply', reply]));
              if (event === 'say') socket.send(JSON.stringify([null, null, topic, 'said', payload]));
            });
          });
        },
        async (port, connections) => {
          const socket = new PhoenixSocket(`ws://127.0.0.1:${port}/socket`, {
            transport: WebSocket,
            heartbeatIntervalMs: 80,
          });
          socket.connect();
          const channel = socket.channel('game:lobby', { name: 'ada' });
          const answered = (/** @type {any} */ push) =>
            new Promise((resolve) => push.receive('ok', resolve).receive('error', resolve));
          await answered(channel.join());
          await answered(channel.push('say', { text: 'hello' }));
          await answered(channel.push('fail', {}));
          channel.push('draw', new Uint8Array([255, 0, 1]).buffer);
          await until(
            () => connections[0]?.frames.some((f) => 'text' in f && f.text.includes('heartbeat')) ?? false,
          );
          await answered(/** @type {any} */ (channel).leave());
          await new Promise((resolve) => socket.disconnect(() => resolve(undefined), 1000, 'done'));
        },
      ),
  },

  'graphql-ws': {
    origin: 'graphql-ws 6.4.2, server and client',
    converse: () =>
      between(
        (server) => {
          const schema = buildSchema(
            'type Query { echo(text: String): String } type Subscription { count: Int }',
          );
          const sockets = new WebSocketServer({ server });
          async function* count() {
            for (const count of [1, 2]) yield { count };
          }
          useServer(
            {
              schema,
              roots: { query: { echo: (/** @type {any} */ { text }) => text }, subscription: { count } },
            },
            sockets,
          );
        },
        async (port, connections) => {
          const client = createClient({
            url: `ws://127.0.0.1:${port}/graphql`,
            webSocketImpl: WebSocket,
            keepAlive: 20,
            lazy: false,
            onNonLazyError: () => {},
            connectionParams: { token: 'abc' },
          });
          for await (const _ of client.iterate({ query: '{ echo(text: "hello") }', operationName: null }));
          const both = client.iterate({
            query: 'subscription Counting { count }',
            operationName: 'Counting',
          });
          for await (const _ of both);
          const wrong = client.iterate({ query: '{ nothing }' });
          await wrong.next().catch(() => {});
          await until(
            () => connections[0]?.frames.some((f) => 'text' in f && f.text === '{"type":"pong"}') ?? false,
          );
          await client.dispose();
        },
      ),
  },
};
