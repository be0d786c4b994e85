// @ts-check
/** Programs that Debian's Emscripten makes of C, run by Node, and the bridge that comes with Emscripten. */
import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { freePort } from '../servers/program.mjs';
import { between } from './conversations.mjs';
import { until } from './listening.mjs';
import { record } from './recording.mjs';

const BRIDGE = '/usr/share/emscripten/tools/websocket_to_posix_proxy/src';
const ws = dirname(createRequire(import.meta.url).resolve('ws/package.json'));

/** Compiles one of the programs. @param {string} name @param {readonly string[]} [options] */
function compile(name, options = []) {
  const folder = mkdtempSync(join(tmpdir(), 'socketscope-corpus-'));
  const source = fileURLToPath(new URL(`emscripten/${name}.c`, import.meta.url));
  const acorn = execFileSync('dpkg', ['-L', 'node-acorn'], { encoding: 'utf8' });
  const NODE_PATH = /^(.*)\/acorn\/package\.json$/m.exec(acorn)?.[1];
  const env = { ...process.env, NODE_PATH };
  const output = join(folder, `${name}.js`);
  // The browser's global, which Node 20 has not.
  writeFileSync(join(folder, 'pre.js'), `globalThis.WebSocket = require(${JSON.stringify(ws)});\n`);
  execFileSync('emcc', [source, '-O1', '--pre-js', join(folder, 'pre.js'), '-o', output, ...options], {
    env,
  });
  return output;
}

/** @param {string} program @param {readonly string[]} args */
function run(program, ...args) {
  const child = spawn(program, args, {
    stdio: 'ignore',
    // This Emscripten takes a Node that has fetch for a browser.
    env: { ...process.env, NODE_PATH: dirname(ws), NODE_OPTIONS: '--no-experimental-fetch' },
  });
  // The bridge goes on after its client, and so would both after a failure.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  return { end };
}

/** @type {Readonly<Record<string, import('./conversations.mjs').Conversation>>} */
export const emscriptenConversations = {
  'emscripten-udp': {
    origin: 'Emscripten 3.1.6, a bound socket of SOCK_DGRAM',
    converse: () =>
      between(
        (server) => new WebSocketServer({ server, handleProtocols: () => 'binary' }),
        async (port, connections) => {
          const program = run(process.execPath, compile('datagrams'), String(port));
          await until(() => connections[0]?.frames.length === 6);
          program.end();
        },
      ),
  },

  'emscripten-posix': {
    origin: 'Emscripten 3.1.6, PROXY_POSIX_SOCKETS, and its websocket_to_posix_proxy',
    converse: async () => {
      const bridge = join(mkdtempSync(join(tmpdir(), 'socketscope-bridge-')), 'bridge');
      const sources = readdirSync(BRIDGE).filter((file) => file.endsWith('.cpp'));
      execFileSync('g++', [
        '-w',
        '-O1',
        '-o',
        bridge,
        ...sources.map((file) => join(BRIDGE, file)),
        '-lpthread',
      ]);
      const options = ['-pthread', '-lwebsocket.js', '-sPROXY_POSIX_SOCKETS=1', '-sPROXY_TO_PTHREAD=1'];
      const program = compile('proxied', [...options, '-sEXIT_RUNTIME=1']);
      const port = await freePort();
      const running = run(bridge, String(port));
      const echo = createServer((socket) => socket.pipe(socket));
      await /** @type {Promise<void>} */ (new Promise((resolve) => echo.listen(0, '127.0.0.1', resolve)));
      const { port: target } = /** @type {import('node:net').AddressInfo} */ (echo.address());
      await new Promise((resolve) => setTimeout(resolve, 300));
      const recording = await record(port);
      const client = run(process.execPath, program, `ws://127.0.0.1:${recording.port}`, String(target));
      await until(() => (recording.connections[0]?.frames.length ?? 0) >= 22);
      client.end();
      running.end();
      recording.close();
      echo.close();
      return recording.connections;
    },
  },
};
