import type { Clause } from './clause.ts';
import { roundTrip } from './round-trip.ts';

/** Pages that put a WebSocket of their own in place. */
export const wrappingClauses: readonly Clause[] = [
  {
    clause: 'A page that wraps WebSocket in a Proxy, in a class and in a function, one around the other',
    spoilsPage: true,
    observe: async (bench) => {
      const Native = WebSocket;
      const calls: string[] = [];
      window.WebSocket = new Proxy(Native, {
        construct: (target, args, newTarget) => (
          calls.push('proxy'), Reflect.construct(target, args, newTarget)
        ),
      });
      window.WebSocket = class extends WebSocket {
        constructor(url: string | URL, protocols?: string | string[]) {
          super(url, protocols);
          calls.push('class');
        }
        override send(data: string) {
          calls.push('send');
          super.send(data);
        }
      };
      const Class = window.WebSocket;
      window.WebSocket = function (url: string, protocols: string) {
        calls.push('function');
        return new Class(url, protocols);
      } as never;
      Object.assign(window.WebSocket, { OPEN: 1 });
      window.WebSocket.prototype = Native.prototype;
      const { send } = Native.prototype;
      Native.prototype.send = function (data) {
        calls.push('prototype');
        Reflect.apply(send, this, [data]);
      };
      return [await roundTrip(bench), calls];
    },
  },
  {
    clause: 'A page that replaces WebSocket by what is none',
    spoilsPage: true,
    observe: ({ outcome }) => {
      window.WebSocket = class {
        url = 'mine';
        send() {
          return 'sent';
        }
      } as never;
      const socket = new WebSocket('anything');
      Reflect.deleteProperty(window, 'WebSocket');
      return [
        socket.url,
        socket.send('x'),
        Object.keys(socket),
        typeof window.WebSocket,
        outcome(() => 'WebSocket' in window),
      ];
    },
  },
];
