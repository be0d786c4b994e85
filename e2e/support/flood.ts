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
