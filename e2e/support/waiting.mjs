// @ts-check
/** Between two looks at a condition, in milliseconds. */
const EVERY = 30;

/**
 * Waits until something is there.
 * @template T
 * @param {string} what for the error, in words
 * @param {() => Promise<T | null | undefined | false> | T | null | undefined | false} look
 * @param {number} [timeout] in milliseconds
 * @returns {Promise<T>}
 */
export async function waitFor(what, look, timeout = 15_000) {
  const deadline = Date.now() + timeout;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`After ${timeout / 1000} s there is still no ${what}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}
