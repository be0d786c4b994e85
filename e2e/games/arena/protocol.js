// @ts-check
/**
 * What the arena sends, as real games do: JSON texts for what is rare (`{"op":"join",…}`), and a binary layout for what
 * comes with every tick.
 */

/** `u8 type = 1, u16 tick, i16 x, i16 y, i16 heading in milliradians, u8 1 while thrusting`, little-endian. */
const STATE_TYPE = 1;
const STATE_BYTES = 10;

/** Ticks count to here and begin anew. */
export const TICKS = 0x1_0000;

/** @typedef {{ tick: number, x: number, y: number, heading: number, isThrusting: boolean }} State */

/** @param {State} state */
export function encodeState({ tick, x, y, heading, isThrusting }) {
  const view = new DataView(new ArrayBuffer(STATE_BYTES));
  view.setUint8(0, STATE_TYPE);
  view.setUint16(1, tick, true);
  view.setInt16(3, Math.round(x), true);
  view.setInt16(5, Math.round(y), true);
  view.setInt16(7, Math.round(Math.atan2(Math.sin(heading), Math.cos(heading)) * 1000), true);
  view.setUint8(9, isThrusting ? 1 : 0);
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
    heading: view.getInt16(7, true) / 1000,
    isThrusting: view.getUint8(9) === 1,
  };
}

/** @param {string} text @returns {any} what the JSON says; for anything else, such as a server's greeting, the text */
export function decodeText(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
