// @ts-check
/** What a page does with its socket while it is measured; each resolves when it has done so. */

const SIZE = 100;

/**
 * Receives frames of {@link SIZE} bytes, and resolves to the milliseconds that it took from the socket's making on.
 * @param {number} port @param {number} frames @param {number} [rate] frames a second; 0 is as fast as can be
 */
export const receive = (port, frames, rate = 0) => `new Promise((resolve) => {
  const socket = new WebSocket('ws://127.0.0.1:${port}/?frames=${frames}&size=${SIZE}&rate=${rate}');
  socket.binaryType = 'arraybuffer';
  const started = performance.now();
  let left = ${frames};
  socket.onmessage = () => { if (--left === 0) { socket.close(); resolve(performance.now() - started); } };
  socket.onopen = () => socket.send('go');
})`;

/** @typedef {{ name: string, frames: number, bound: number, script: (port: number) => string }} Workload */

/** @type {readonly Workload[]} `bound`: what the ratio to the bare socket must stay under. */
export const workloads = [
  {
    name: 'receive',
    frames: 60_000,
    bound: 1.45,
    script: (port) => receive(port, 60_000),
  },
  {
    name: 'send',
    frames: 60_000,
    bound: 1.3,
    script: (port) => `(async () => {
      const socket = new WebSocket('ws://127.0.0.1:${port}/');
      await new Promise((resolve) => { socket.onopen = resolve; });
      const frame = new Uint8Array(${SIZE});
      for (let i = 1; i <= 60000; i++) {
        socket.send(frame);
        if (i % 1000 === 0) while (socket.bufferedAmount > 0) await new Promise((resolve) => setTimeout(resolve, 1));
      }
      socket.close();
    })()`,
  },
  {
    name: 'echo',
    frames: 5_000,
    bound: 1.45,
    script: (port) => `new Promise((resolve) => {
      const socket = new WebSocket('ws://127.0.0.1:${port}/?echo=1');
      socket.binaryType = 'arraybuffer';
      const frame = new Uint8Array(${SIZE});
      let left = 5000;
      socket.onopen = () => socket.send(frame);
      socket.onmessage = () => { if (--left > 0) socket.send(frame); else { socket.close(); resolve(); } };
    })`,
  },
  {
    name: 'game loop',
    frames: 4_480,
    bound: 1.1,
    script: (port) => `new Promise((resolve) => {
      const socket = new WebSocket('ws://127.0.0.1:${port}/?frames=4000&size=${SIZE}&rate=500');
      socket.binaryType = 'arraybuffer';
      const canvas = document.body.appendChild(document.createElement('canvas')).getContext('2d');
      const frame = new Uint8Array(${SIZE});
      let state = 0;
      let left = 4000;
      // A small game: takes in what came, computes, draws, and tells the server of it, sixty times a second.
      const loop = setInterval(() => {
        for (let i = 0; i < 20000; i++) state = (state * 31 + i) >>> 0;
        canvas.fillRect(state % 300, (state >> 8) % 150, 4, 4);
        frame[0] = state;
        if (socket.readyState === 1) socket.send(frame);
      }, 1000 / 60);
      socket.onmessage = ({ data }) => {
        state ^= new Uint8Array(data)[0];
        if (--left > 0) return;
        clearInterval(loop);
        socket.close();
        resolve();
      };
      socket.onopen = () => socket.send('go');
    })`,
  },
];
