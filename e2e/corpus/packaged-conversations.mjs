// @ts-check
/** The same with libraries that nothing else in the project needs: `npm ci` in `packages` installs them. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { WebSocket, WebSocketServer } from 'ws';
import { between } from './conversations.mjs';
import { until } from './listening.mjs';
import { record } from './recording.mjs';
import { freePort } from '../servers/program.mjs';

/** @param {string} name @param {string} [folder] @returns {Promise<any>} */
async function load(name, folder = 'packages') {
  const { resolve } = createRequire(new URL(`${folder}/`, import.meta.url));
  return import(pathToFileURL(resolve(name)).href);
}

/** @type {Readonly<Record<string, import('./conversations.mjs').Conversation>>} */
export const packagedConversations = {
  sockjs: {
    origin: 'sockjs 0.3.24 and sockjs-client 1.6.1',
    converse: async () => {
      const { default: sockjs } = await load('sockjs');
      const { default: SockJS } = await load('sockjs-client');
      return between(
        (server) => {
          const echo = sockjs.createServer({ log: () => {} });
          echo.on('connection', (/** @type {any} */ socket) => {
            socket.on('data', (/** @type {string} */ text) => {
              socket.write(text);
              socket.write('and again');
            });
          });
          echo.installHandlers(server, { prefix: '/echo' });
        },
        async (port, connections) => {
          const socket = new SockJS(`http://127.0.0.1:${port}/echo`, undefined, { transports: 'websocket' });
          await new Promise((resolve) => (socket.onopen = resolve));
          socket.send('{"op":"move","x":1}');
          socket.send('a "quoted" line');
          await until(() => connections[0]?.frames.length === 7);
          socket.close();
          await new Promise((resolve) => (socket.onclose = resolve));
        },
      );
    },
  },

  'wamp-json': {
    origin: 'wampy 8.0.2 to the router fox-wamp 0.7.28',
    converse: async () => {
      const { default: FoxRouter } = await load('fox-wamp');
      const { Wampy } = await load('wampy');
      return between(
        (server) => {
          const router = new FoxRouter();
          router.listenWAMP({ server, path: '/wamp' });
        },
        async (port) => {
          const client = new Wampy(`ws://127.0.0.1:${port}/wamp`, { realm: 'game', ws: WebSocket });
          await client.connect();
          await client.subscribe('game.moves', () => {});
          await client.register('game.add', (/** @type {any} */ { argsList }) => ({
            argsList: [argsList[0] + argsList[1]],
          }));
          await client.publish(
            'game.moves',
            { argsList: ['ada'], argsDict: { x: 1 } },
            { exclude_me: false },
          );
          await client.call('game.add', [2, 3]);
          await client.call('game.nothing', [1]).catch(() => {});
          await client.unregister('game.add');
          await client.disconnect();
        },
      );
    },
  },

  'wamp-messagepack': {
    origin:
      'wampy 8.0.2 with its serializer of MessagePack, to a server of a few lines written after WAMP v2',
    converse: async () => {
      const { Wampy } = await load('wampy');
      const { MsgpackSerializer } = await load('wampy/MsgpackSerializer.js');
      const { encode, decode } = await import('@msgpack/msgpack');
      return between(
        (server) => {
          const sockets = new WebSocketServer({ server, handleProtocols: () => 'wamp.2.msgpack' });
          sockets.on('connection', (socket) => {
            const send = (/** @type {unknown[]} */ message) => socket.send(encode(message));
            socket.on('message', (/** @type {Buffer} */ data) => {
              const [type, request, , , values] = /** @type {any[]} */ (decode(data));
              if (type === 1) send([2, 9_129_137_332, { roles: { broker: {}, dealer: {} } }]);
              else if (type === 32) send([33, request, 5_512_315_355]);
              else if (type === 16) send([17, request, 4_429_313_566]);
              else if (type === 48) send([50, request, {}, [values]]);
              else if (type === 6) send([6, {}, 'wamp.close.goodbye_and_out']);
              if (type === 16)
                send([36, 5_512_315_355, 4_429_313_566, {}, values, { at: new Uint8Array([1, 2]) }]);
            });
          });
        },
        async (port) => {
          const serializer = new MsgpackSerializer();
          const client = new Wampy(`ws://127.0.0.1:${port}/wamp`, {
            realm: 'game',
            ws: WebSocket,
            serializer,
          });
          await client.connect();
          await client.subscribe('game.moves', () => {});
          await client.publish('game.moves', { argsList: ['ada', -1.5] }, { exclude_me: false });
          await client.call('game.echo', [{ big: 9_007_199_254_740_993n, list: [1, 2] }]).catch(() => {});
          await client.call('game.echo', ['hello']);
          await client.disconnect();
        },
      );
    },
  },

  'colyseus-0.16': {
    origin: '@colyseus/core 0.16.20 with @colyseus/schema 3.0.76, and colyseus.js 0.16.22',
    converse: async () => {
      const { Server, Room } = await load('@colyseus/core', 'packages-of-colyseus-0.16');
      const { WebSocketTransport } = await load('@colyseus/ws-transport', 'packages-of-colyseus-0.16');
      const { Client } = await load('colyseus.js', 'packages-of-colyseus-0.16');
      const { schema } = await load('@colyseus/schema', 'packages-of-colyseus-0.16');
      const Player = schema({ name: 'string', x: 'number', y: 'number' });
      const State = schema({ players: { map: Player }, tags: { array: 'string' } });
      class Arena extends Room {
        state = new State();
        /** @param {any} client */
        onJoin(client) {
          const player = new Player();
          Object.assign(player, { name: 'Ada', x: 1, y: 2.5 });
          this.state.players.set(client.sessionId, player);
          this.onMessage('move', (/** @type {any} */ _, /** @type {any} */ { x }) => {
            player.x = x;
            this.state.tags.push(`at ${x}`);
            this.broadcast('moved', { x, by: 'Ada' });
          });
          this.setPatchRate(30);
        }
      }
      const port = await freePort();
      const game = new Server({ greet: false, transport: new WebSocketTransport() });
      game.define('arena', Arena);
      await game.listen(port, '127.0.0.1');
      const { port: own, connections, close } = await record(port);
      const room = await new Client(`ws://127.0.0.1:${own}`).joinOrCreate('arena');
      room.onMessage('moved', () => {});
      const frames = () => connections[0]?.frames.length ?? 0;
      await until(() => frames() >= 4);
      for (const x of [5, -1.25]) {
        const count = frames();
        room.send('move', { x });
        await until(() => frames() >= count + 3);
      }
      await room.leave();
      close();
      return connections;
    },
  },

  colyseus: {
    origin: '@colyseus/core 0.18.17 with @colyseus/schema 5.0.34, and @colyseus/sdk 0.18.4',
    converse: async () => {
      const { Server, Room } = await load('@colyseus/core');
      const { WebSocketTransport } = await load('@colyseus/ws-transport');
      const { Client } = await load('@colyseus/sdk');
      const { schema, t } = await load('@colyseus/schema');
      const Player = schema({ name: t.string(), x: t.number(), y: t.number() });
      const State = schema({
        tick: t.uint32(),
        players: t.map(Player),
        tags: t.array('string'),
      });
      class Arena extends Room {
        state = new State();
        /** @param {any} client */
        onJoin(client) {
          const player = new Player();
          player.assign({ name: 'Ada', x: 1, y: 2.5 });
          this.state.players.set(client.sessionId, player);
          this.onMessage('move', (/** @type {any} */ _, /** @type {any} */ { x }) => {
            player.x = x;
            this.state.tick++;
            this.broadcast('moved', { x, by: 'Ada' });
          });
          this.onMessage(7, () => this.state.tags.push('seven'));
          this.onMessageBytes('raw', (/** @type {any} */ from) =>
            from.sendBytes('raw', new Uint8Array([1, 2])),
          );
          this.onMessage('ask', () => ({ answer: 42 }));
          this.setPatchRate(30);
        }
      }
      return between(
        async (server) => {
          const game = new Server({ greet: false, transport: new WebSocketTransport({ server }) });
          game.define('arena', Arena);
          await game.serverless();
        },
        async (port, connections) => {
          const client = new Client(`ws://127.0.0.1:${port}`);
          const room = await client.joinOrCreate('arena', { name: 'Ada' });
          for (const type of ['moved', 'raw']) room.onMessage(type, () => {});
          const frames = () => connections[0]?.frames.length ?? 0;
          const next = async (/** @type {() => unknown} */ act) => {
            const count = frames();
            act();
            await until(() => frames() > count + 1);
          };
          await until(() => frames() >= 3);
          for (const x of [5, 300, -1.25]) await next(() => room.send('move', { x }));
          await next(() => room.send(7));
          await next(() => room.sendBytes('raw', new Uint8Array([9, 8])));
          await room.request('ask', { question: 'all' }).catch(() => {});
          await new Promise((resolve) => room.ping(resolve));
          await room.leave();
        },
      );
    },
  },
};
