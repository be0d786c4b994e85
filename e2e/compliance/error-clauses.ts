import type { Clause } from './clause.ts';

const ON_STACK =
  'A proxy is code: the browser takes the place where it called the native function for the source.';

const thrownBy = (run: () => unknown): Error => {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
};

/** The files that a stack names, without lines. */
const filesOf = (stack: string | undefined) =>
  [...new Set(stack?.match(/[\w-]+:\/\/[^\s)]+?(?=:\d+)/g))].map((file) => file.replace(/.*\//, ''));

const failures = (url: string) => {
  const socket = new WebSocket(url);
  return [
    () => new WebSocket('ftp://host/'),
    () => new WebSocket(url, ['a', 'a']),
    () => Reflect.construct(WebSocket, []),
    () => new WebSocket(url).send('early'),
    () => socket.close(1),
    () => WebSocket.prototype.send.call({} as never, 'x'),
    () => WebSocket.prototype.close.call({} as never),
  ];
};

/** What an error tells of where it came from. */
export const errorClauses: readonly Clause[] = [
  {
    clause: 'Web IDL §3.14 exceptions: the stack names only files of the page',
    differs: { chromium: ON_STACK },
    observe: ({ url }) => failures(url).map((fail) => filesOf(thrownBy(fail).stack)),
  },
  {
    clause: 'ECMAScript Error.stack: what the page converts sees only its own files',
    observe: ({ url }) => {
      const stacks: unknown[] = [];
      const argument = (value: string) => ({
        toString: () => (stacks.push(filesOf(new Error('here').stack)), value),
      });
      new WebSocket(argument(url) as never, argument('chat') as never).close();
      return stacks;
    },
    differs: {
      chromium: 'The hook is on the stack while the browser converts; Firefox does not name its file.',
    },
  },
  {
    clause: 'Web IDL §3.14 exceptions: own properties of what is thrown',
    observe: ({ url }) => failures(url).map((fail) => Reflect.ownKeys(thrownBy(fail)).map(String)),
  },
  {
    clause:
      'HTML §8.1.4.6 report an exception: an exception that the page does not catch names the page as its source',
    differs: { chromium: ON_STACK, firefox: ON_STACK },
    observe: async ({ url }) => {
      const reports: unknown[] = [];
      for (const fail of failures(url)) {
        const reported = new Promise<void>((resolve) => {
          window.onerror = (message, source) => {
            reports.push([message, source?.replace(/.*\//, '')]);
            resolve();
            return true;
          };
        });
        setTimeout(fail);
        await reported;
      }
      window.onerror = null;
      return reports;
    },
  },
];
