import type { Clause } from './clause.ts';

/** `new.target`: subclasses, and functions around the constructor. */
export const subclassClauses: readonly Clause[] = [
  {
    clause: 'ECMAScript §13.3.7 super(): a subclass keeps its prototype, fields, statics and methods',
    observe: async ({ url, next }) => {
      class Game extends WebSocket {
        static version = 1;
        score = 2;
        readonly target: string;
        constructor(url: string) {
          super(url);
          this.target = new.target.name;
        }
        override send(data: string) {
          super.send(`game:${data}`);
        }
        override get url() {
          return 'mine';
        }
      }
      const game = new Game(url);
      await next(game, 'open');
      game.send('hi');
      const { data } = await next(game, 'message');
      game.close();
      return [
        data,
        game.url,
        game.target,
        game instanceof Game,
        game instanceof WebSocket,
        game.constructor === Game,
        Object.keys(game),
        Game.OPEN,
        Object.getPrototypeOf(Game) === WebSocket,
      ];
    },
  },
  {
    clause: 'ECMAScript §10.1.14 GetPrototypeFromConstructor: Reflect.construct with another new.target',
    observe: ({ url, outcome }) => {
      const made = (target: Function) => {
        const socket = Reflect.construct(WebSocket, [url], target) as WebSocket;
        const result = [
          Object.getPrototypeOf(socket) === target.prototype,
          Object.getPrototypeOf(socket) === WebSocket.prototype,
          socket instanceof WebSocket,
        ];
        WebSocket.prototype.close.call(socket);
        return result;
      };
      const withoutPrototype = function () {};
      withoutPrototype.prototype = null;
      return [
        outcome(() => made(Array)),
        outcome(() => made(withoutPrototype)),
        outcome(() => made(class Mine extends Map {})),
        outcome(() => made(WebSocket.bind(null))),
        outcome(() => made(new Proxy(WebSocket, {}))),
        outcome(() => made(() => {})),
        outcome(() => made({} as never)),
      ];
    },
  },
  {
    clause:
      'ECMAScript §10.4.1 bound functions, and new.target in a page that wraps the constructor by a function',
    observe: async ({ url, next }) => {
      const Bound = WebSocket.bind(null, url);
      const bound = new Bound();
      const Native = WebSocket;
      function Wrapped(this: unknown, address: string) {
        return new.target ? Reflect.construct(Native, [address], new.target) : new Native(address);
      }
      Wrapped.prototype = Native.prototype;
      const wrapped = new (Wrapped as never as typeof WebSocket)(url);
      await Promise.all([next(bound, 'open'), next(wrapped, 'open')]);
      const result = [
        bound.constructor === Native,
        wrapped.constructor === Native,
        wrapped instanceof Native,
        Object.getPrototypeOf(wrapped) === Native.prototype,
      ];
      bound.close();
      wrapped.close();
      return result;
    },
  },
];
