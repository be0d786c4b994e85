// @ts-check

/**
 * Runs in a page of the extension: that page then speaks to the panel of its tab as the relay of a document that has
 * recorded many frames. No browser under a driver would bring a million frames over a socket in the time of a test.
 * @param {number} frames received ones, 1 ms apart, each with its number as its last characters; `recordMore` adds some
 * @param {number} size bytes of each, at least 7
 */
export function speakAsDocument(frames, size) {
  const CHUNK = Math.min(8_192, Math.ceil(1e6 / size));
  let recorded = frames;
  /** @param {number} first */
  const chunkFrom = (first) => {
    const count = Math.min(CHUNK, recorded - first);
    const bytes = new Uint8Array(count * size).fill(0x2e);
    const time = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      time[i] = first + i;
      for (let digit = (i + 1) * size - 1, left = first + i; left > 0; left = Math.floor(left / 10)) {
        bytes[digit--] = 0x30 + (left % 10);
      }
    }
    return {
      firstFrame: first,
      count,
      time,
      bytes,
      connection: new Uint32Array(count),
      flags: new Uint8Array(count),
      length: new Uint32Array(count).fill(size),
      stored: new Uint32Array(count).fill(size),
      buffered: new Uint32Array(count),
    };
  };
  const url = 'ws://recorded.test/';
  const events = [
    {
      number: 0,
      time: 0,
      type: 'created',
      connection: 0,
      argument: url,
      url,
      protocols: [],
      stack: '',
    },
    { number: 1, time: 0, type: 'open', connection: 0, protocol: '', extensions: '' },
  ];
  const { runtime } = /** @type {any} */ (globalThis).chrome;
  const documentInfo = {
    documentKey: crypto.randomUUID(),
    url: location.href,
    timeOrigin: Date.now() - frames,
    top: true,
  };
  runtime.onMessage.addListener(
    (
      /** @type {{ type: string, listener: string }} */ message,
      /** @type {unknown} */ _,
      /** @type {(answer: boolean) => void} */ answer,
    ) => {
      if (message.type !== 'attach') return;
      answer(true);
      const port = runtime.connect({ name: `socketscope/${message.listener}` });
      let next = { event: 0, frame: 0 };
      let isAsked = false;
      const send = () => {
        if (!isAsked || next.frame >= recorded) return;
        isAsked = false;
        const chunk = chunkFrom(next.frame);
        next = { event: events.length, frame: next.frame + chunk.count };
        port.postMessage({ version: 1, type: 'batch', batch: { events, chunks: [chunk], totals: [], next } });
      };
      port.onMessage.addListener((/** @type {{ type: string, cursor: typeof next }} */ { type, cursor }) => {
        if (type !== 'ready') return;
        next = cursor;
        isAsked = true;
        send();
      });
      Object.assign(globalThis, {
        recordMore: (/** @type {number} */ more) => {
          recorded += more;
          send();
        },
      });
      port.postMessage({
        version: 1,
        type: 'hello',
        document: documentInfo,
        fixes: { fixes: [], keep: false },
      });
    },
  );
}
