import { fileURLToPath } from 'node:url';
import type { Client } from './exam.d.ts';

/** Debian's libraries are for its own Python, whichever else is first on PATH. */
export const PYTHON = '/usr/bin/python3';

function lua(interpreter: string, script: string): Client['command'] {
  return (_, url, offer) => [interpreter, path(`lua/${script}.lua`), url, offer];
}

function python(script: string): Client['command'] {
  return (_, url, offer) => [PYTHON, '-B', path(`python/${script}.py`), url, offer];
}

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

/** The clients that a fresh machine can be given from its distribution. */
export const clients: readonly Client[] = [
  { id: 'lua-blocking', name: 'Lua 5.4, LuaSocket', command: lua('lua5.4', 'blocking') },
  {
    id: 'lua-lax',
    name: 'Lua 5.4, unchecked',
    command: lua('lua5.4', 'blocking'),
    env: { LAX: '1' },
  },
  { id: 'lua-copas', name: 'Lua 5.1, copas', command: lua('lua5.1', 'coroutine') },
  { id: 'python-websocket', name: 'Python, websocket-client', command: python('blocking') },
  { id: 'python-websockets', name: 'Python, websockets', command: python('asynchronous') },
  { id: 'c', name: 'C', command: (build, url, offer) => [`${build}/exam`, url, offer] },
];

/** Those that Debian 12 has not. They take part in the document where they are there. */
export const guests: readonly Client[] = [
  { id: 'lua-ev', name: 'Lua 5.1, lua-ev', command: lua('lua5.1', 'libev') },
  { id: 'libcurl', name: 'libcurl', command: python('libcurl') },
];
