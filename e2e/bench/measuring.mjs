// @ts-check
import { fileURLToPath } from 'node:url';

/** The built extension; build first. */
export const extensionPath = fileURLToPath(new URL('../../dist/chrome', import.meta.url));

/**
 * @typedef {object} MeasuredPage
 * @property {(expression: string) => Promise<unknown>} evaluate
 * @property {() => Promise<number>} cpuSeconds that the page has used so far
 * @property {() => Promise<number>} heapBytes that the page holds once garbage is collected; in Firefox its process
 * @property {() => Promise<{ evaluate: (expression: string) => Promise<unknown> } | void>} openDevTools on the panel,
 * which it returns, if the extension is there
 */
/**
 * @typedef {object} MeasuredBrowser
 * @property {(url: string) => Promise<MeasuredPage>} openPage
 * @property {() => Promise<void>} close
 */

/** @param {readonly number[]} values */
export function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** @param {readonly number[]} values */
export function spread(values) {
  return `${median(values).toFixed(2)} [${Math.min(...values).toFixed(2)}..${Math.max(...values).toFixed(2)}]`;
}
