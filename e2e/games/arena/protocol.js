// @ts-check
/** What the arena sends: JSON texts for what is rare, and a binary layout for what comes with every tick. */

/** `u8 type = 1, u16 tick, i16 x, i16 y, u8 heading, f64 time`, little-endian. */
const STATE_TYPE = 1;
const STATE_BYTES = 16;

/** @typedef {{ tick: number, x: number, y: number, heading: number, time: number }} State */

/** @param {State} state */
export function encodeState({ tick, x, y, heading, time }) {
  const view = new DataView(new ArrayBuffer(STATE_BYTES));
  view.setUint8(0, STATE_TYPE);
  view.setUint16(1, tick & 0xffff, true);
  view.setInt16(3, Math.round(x), true);
  view.setInt16(5, Math.round(y), true);
  view.setUint8(7, Math.round((heading / (2 * Math.PI)) * 256) & 0xff);
  view.setFloat64(8, time, true);
  return view.buffer;
}

/** @param {ArrayBuffer} buffer @returns {State | null} `null` for what is no state */
export function decodeState(buffer) {
  const view = new DataView(buffer);
  if (view.byteLength !== STATE_BYTES || view.getUint8(0) !== STATE_TYPE) return null;
  return {
    tick: view.getUint16(1, true),
    x: view.getInt16(3, true),
    y: view.getInt16(5, true),
    heading: (view.getUint8(7) / 256) * 2 * Math.PI,
    time: view.getFloat64(8, true),
  };
}
