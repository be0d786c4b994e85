import type { InspectedPage } from './driver.d.ts';

/** Opens a socket on the page and waits until it has received so many frames. */
export function receiveFrames(page: InspectedPage, url: string, frames: number): Promise<void> {
  return page.evaluate(
    (url, frames) =>
      new Promise<void>((resolve) => {
        const socket = new WebSocket(url);
        socket.binaryType = 'arraybuffer';
        let left = frames;
        socket.onmessage = () => --left === 0 && resolve();
      }),
    url,
    frames,
  );
}

/**
 * Lets the page send frames on a connection that it has closed: they are recorded, and cost no network.
 * @param size bytes of each, at least 4, of which the first four are its number
 */
export async function recordFrames(
  page: InspectedPage,
  url: string,
  from: number,
  count: number,
  size = 4,
): Promise<void> {
  await page.evaluate(
    async (url, from, count, size) => {
      const state = globalThis as { closedSocket?: WebSocket };
      if (!state.closedSocket) {
        const socket = new WebSocket(url);
        await new Promise((resolve) => (socket.onopen = resolve));
        socket.close();
        state.closedSocket = socket;
      }
      const payload = new DataView(new ArrayBuffer(size));
      for (let i = 0; i < count; i++) {
        payload.setUint32(0, from + i);
        state.closedSocket.send(payload);
      }
    },
    url,
    from,
    count,
    size,
  );
}
