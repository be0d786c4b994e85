import type { Clause } from './clause.ts';

/** The realms of a page and its frames. */
export const realmClauses: readonly Clause[] = [
  {
    clause: 'HTML §8.1.3 realms: the constructors of a frame and its parent are apart, and so is instanceof',
    observe: async (bench) => {
      const other = await bench.frame();
      const socket = new other.WebSocket(bench.url);
      const own = new WebSocket(bench.url);
      const result = [
        socket instanceof WebSocket,
        socket instanceof other.WebSocket,
        own instanceof other.WebSocket,
        other.WebSocket === WebSocket,
        other.WebSocket.prototype.send === WebSocket.prototype.send,
        socket.constructor === other.WebSocket,
        Object.prototype.toString.call(socket),
      ];
      socket.close();
      own.close();
      return result;
    },
  },
  {
    clause: 'Web IDL §3.7.7 operations: the methods and getters of one realm work on the sockets of another',
    observe: async (bench) => {
      const other = await bench.frame();
      const socket = await bench.open();
      other.WebSocket.prototype.send.call(socket, 'by the other realm');
      const { data } = await bench.next(socket, 'message');
      const url = Reflect.get(other.WebSocket.prototype, 'url', socket) === bench.url;
      other.WebSocket.prototype.close.call(socket, 3000);
      return [data, url, socket.readyState];
    },
  },
  {
    clause: 'Web IDL §3.14 exceptions: they belong to the realm of the constructor or method',
    observe: async ({ frame, url }) => {
      const other = await frame();
      const realmOf = (run: () => unknown) => {
        try {
          run();
        } catch (error) {
          return [
            error instanceof other.TypeError,
            error instanceof other.DOMException,
            error instanceof TypeError,
            error instanceof DOMException,
          ];
        }
        return 'nothing thrown';
      };
      const socket = new WebSocket(url);
      const results = [
        realmOf(() => new other.WebSocket('ftp://host/')),
        realmOf(() => new other.WebSocket(url, ['a', 'a'])),
        realmOf(() => Reflect.construct(other.WebSocket, [])),
        realmOf(() => (other.WebSocket as never as () => void)()),
        realmOf(() => other.WebSocket.prototype.send.call(socket, 'early')),
        realmOf(() => other.WebSocket.prototype.send.call({} as never, 'x')),
      ];
      socket.close();
      return results;
    },
  },
  {
    clause: 'Web IDL §3.7.1: a subclass, and a new.target, of another realm',
    observe: async ({ frame, url }) => {
      const other = await frame();
      const Class = new other.Function();
      const socket = Reflect.construct(WebSocket, [url], Class) as WebSocket;
      const Orphan = new other.Function();
      Orphan.prototype = null;
      const orphan = Reflect.construct(WebSocket, [url], Orphan) as WebSocket;
      const result = [
        Object.getPrototypeOf(socket) === Class.prototype,
        Object.getPrototypeOf(orphan) === other.WebSocket.prototype,
        Object.getPrototypeOf(orphan) === WebSocket.prototype,
      ];
      for (const each of [socket, orphan]) WebSocket.prototype.close.call(each);
      return result;
    },
  },
];
