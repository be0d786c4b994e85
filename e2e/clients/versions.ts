import { spawnSync } from 'node:child_process';
import type { Client } from './exam.d.ts';
import { PYTHON } from './registry.ts';

/** A line for each kind of client: what it is, and in which version it ran. */
export function versions(taking: readonly Client[]): string[] {
  const isThere = (id: string) => taking.some((client) => client.id === id);
  const lua = (interpreter: string, library: string) =>
    ask(interpreter, '-e', `print(_VERSION .. " with " .. require("${library}")._VERSION)`);
  const python = (program: string) => ask(PYTHON, '-c', program);
  return [
    `The client in Lua is [e2e/clients/lua](../e2e/clients/lua), on ${lua('lua5.4', 'socket')} and on ${lua('lua5.1', 'copas')}.`,
    'Unchecked means that it does as lua-websockets does, and many a native client: it sends an empty header where it offers nothing, and takes any subprotocol for an answer.',
    `lua-ev is in no distribution: ${isThere('lua-ev') ? 'it was built from its source' : 'it is not on the machine that wrote this'}.`,
    `websocket-client ${python('import websocket; print(websocket.__version__)')} and websockets ${python('import websockets.version; print(websockets.version.version)')}, on ${ask(PYTHON, '--version')}.`,
    `libcurl ${isThere('libcurl') ? `is ${python(LIBCURL_VERSION)}, of Debian 13` : 'of this machine has no WebSocket'}; Debian 12 has 7.88.1, built without it.`,
    'The client in C is [e2e/clients/c](../e2e/clients/c). The C program is [e2e/games/posix-sockets](../e2e/games/posix-sockets): the same source, with `connect`, `send` and `recv` of that client natively, and with those of Emscripten in the browser.',
  ];
}

const LIBCURL_VERSION = `
import ctypes, os
curl = ctypes.CDLL(os.environ.get("LIBCURL", "libcurl.so.4"))
curl.curl_version.restype = ctypes.c_char_p
print(curl.curl_version().decode().split(" ")[0].split("/")[1])
`;

function ask(command: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return `${stdout}${stderr}`.split('\n', 1).join('').trim();
}
