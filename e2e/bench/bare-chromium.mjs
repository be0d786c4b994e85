// @ts-check
/** Chromium over the bare DevTools protocol, with no domain enabled that would itself cost the page something. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { findBrowser } from '../support/browsers.mjs';

const FLAGS = [
  '--headless=new',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** @param {string | null} extension path of the unpacked extension to load */
export async function launchBareChromium(extension) {
  const profile = await mkdtemp(join(tmpdir(), 'socketscope-bench-'));
  const load = extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : [];
  const child = spawn(
    await findBrowser('chromium'),
    [...FLAGS, ...load, `--user-data-dir=${profile}`, 'about:blank'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const socket = await connect(await debuggerUrl(child));
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  const pending = new Map();
  let id = 0;
  socket.on('message', (data) => {
    const { id, result, error } = JSON.parse(String(data));
    const call = pending.get(id);
    pending.delete(id);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result);
  });
  /** @param {string} method @param {object} [params] @param {string} [sessionId] @returns {Promise<any>} */
  const send = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      pending.set(++id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params, sessionId }));
    });

  /** @param {string} url @param {string} [early] runs in the page before its own scripts */
  async function openPage(url, early) {
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
    if (early) {
      await send('Page.enable', {}, sessionId);
      await send('Page.addScriptToEvaluateOnNewDocument', { source: early }, sessionId);
    }
    await send('Page.navigate', { url }, sessionId);
    await send('Performance.enable', { timeDomain: 'threadTicks' }, sessionId);
    /** @param {string} expression @returns {Promise<any>} */
    const evaluate = async (expression) => {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await send('Runtime.evaluate', params, sessionId);
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    };
    await poll(() => evaluate('location.href !== "about:blank" && document.readyState === "complete"'));
    return {
      evaluate,
      /** @param {string} expression */
      waitFor: (expression) => poll(() => evaluate(expression)),
      mainThreadSeconds: async () => {
        const { metrics } = await send('Performance.getMetrics', {}, sessionId);
        return metrics.find((/** @type {{ name: string }} */ { name }) => name === 'TaskDuration').value;
      },
      bringToFront: () => send('Page.bringToFront', {}, sessionId),
    };
  }

  return {
    openPage,
    /** @param {string} path a page of the extension @param {string} [early] */
    openExtensionPage: (path, early) =>
      openPage(`chrome-extension://${extensionId(extension ?? '')}/${path}`, early),
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      await send('Browser.close');
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The id that Chromium gives to an unpacked extension: the hash of its path, in letters. @param {string} path */
function extensionId(path) {
  const hex = createHash('sha256').update(path).digest('hex').slice(0, 32);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
function debuggerUrl(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('exit', () => reject(new Error(`Chromium ended: ${output}`)));
    child.stderr?.on('data', (data) => {
      output += data;
      const url = /DevTools listening on (ws:\S+)/.exec(output)?.[1];
      if (url) resolve(url);
    });
  });
}

/** @param {string} url @returns {Promise<WebSocket>} */
function connect(url) {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** @param {() => Promise<unknown>} condition */
async function poll(condition) {
  const deadline = performance.now() + 60_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('the condition did not come about within a minute');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
