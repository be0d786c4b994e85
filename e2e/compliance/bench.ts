import type { Bench } from './clause.ts';

export function benchFor(url: string): Bench {
  const next: Bench['next'] = (target, type) =>
    new Promise((resolve) =>
      target.addEventListener(type, (event) => resolve(event as never), { once: true }),
    );
  return {
    url,
    next,
    open: async (protocols = [], settings = '') => {
      const socket = new WebSocket(settings === '' ? url : `${url}?${settings}`, protocols);
      socket.binaryType = 'arraybuffer';
      await next(socket, 'open');
      return socket;
    },
    outcome: (run) => {
      try {
        return ['returned', run()];
      } catch (error) {
        return ['threw', describeError(error)];
      }
    },
    frame: async () => {
      const frame = document.createElement('iframe');
      frame.srcdoc = '<p>';
      const loaded = next(frame, 'load');
      document.body.append(frame);
      await loaded;
      return frame.contentWindow as Window & typeof globalThis;
    },
  };
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return [typeof error, String(error)];
  const { name, message, constructor } = error;
  const code = error instanceof DOMException ? error.code : null;
  return [name, message, constructor === (globalThis as never)[constructor.name], code];
}

/** The result as a text that tells every two results apart. */
export function plainText(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (item === undefined || typeof item === 'symbol' || typeof item === 'bigint') return String(item);
    if (typeof item === 'function') return `function ${item.name}/${item.length}`;
    if (typeof item === 'number' && !Number.isFinite(item)) return String(item);
    return item;
  });
}
