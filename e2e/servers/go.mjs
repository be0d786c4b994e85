// @ts-check
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, startProgram } from './program.mjs';

/** @param {(port: number) => string} program */
async function startGo(program) {
  const folder = await mkdtemp(join(tmpdir(), 'socketscope-go-'));
  const port = await freePort();
  await writeFile(join(folder, 'main.go'), program(port));
  // The distribution puts the sources of its libraries there.
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' };
  await promisify(execFile)('go', ['build', '-o', 'server', 'main.go'], { cwd: folder, env });
  const running = await startProgram(join(folder, 'server'), [], { port });
  return {
    url: running.url,
    async close() {
      await running.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** @param {string} upgrader */
const startGorilla = (upgrader) =>
  startGo(
    (port) => `package main
import (
  "net/http"
  "github.com/gorilla/websocket"
)
var upgrader = ${upgrader}
func main() {
  http.ListenAndServe("127.0.0.1:${port}", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
    c, err := upgrader.Upgrade(w, r, nil)
    if err != nil { return }
    defer c.Close()
    for {
      kind, message, err := c.ReadMessage()
      if err != nil || c.WriteMessage(kind, message) != nil { return }
    }
  }))
}
`,
  );

/** @param {string} accepting makes \`c\` and \`err\` of \`w\` and \`r\` */
const startCoder = (accepting) =>
  startGo(
    (port) => `package main
import (
  "net/http"
  "nhooyr.io/websocket"
)
func main() {
  http.ListenAndServe("127.0.0.1:${port}", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
    ${accepting}
    if err != nil { return }
    for {
      kind, message, err := c.Read(r.Context())
      if err != nil || c.Write(r.Context(), kind, message) != nil { return }
    }
  }))
}
`,
  );

const ALLOWING_ALL = 'InsecureSkipVerify: true';
const ALLOWING = 'CheckOrigin: func(r *http.Request) bool { return true }';

/** @type {import('./set-up.d.ts').SetUp[]} */
export const go = [
  {
    id: 'gorilla',
    name: 'gorilla/websocket (Go), every origin allowed',
    software: 'gorilla',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    start: () => startGorilla(`websocket.Upgrader{${ALLOWING}}`),
    fix: {
      purpose: 'selectSubprotocol',
      start: (code) => startGorilla(code.replace(/\}$/, `, ${ALLOWING}}`)),
    },
  },
  {
    id: 'gorilla-origin',
    name: 'gorilla/websocket (Go), its own `CheckOrigin`',
    software: 'gorilla',
    offer: [],
    cause: {
      chromium: ['origin-rejected', 'status-forbidden'],
      firefox: ['origin-rejected', 'status-forbidden'],
    },
    start: () => startGorilla('websocket.Upgrader{}'),
    fix: { purpose: 'allowOrigin', start: startGorilla },
  },
  {
    id: 'coder-websocket',
    name: 'coder/websocket (Go), every origin allowed',
    software: 'coder-websocket',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    start: () => startCoder(`c, err := websocket.Accept(w, r, &websocket.AcceptOptions{${ALLOWING_ALL}})`),
    fix: {
      purpose: 'selectSubprotocol',
      start: (code) => startCoder(code.replace(/\}\)$/, `, ${ALLOWING_ALL}})`)),
    },
  },
  {
    id: 'coder-websocket-origin',
    name: 'coder/websocket (Go), no `OriginPatterns`',
    software: 'coder-websocket',
    offer: [],
    cause: {
      chromium: ['origin-rejected', 'status-forbidden'],
      firefox: ['origin-rejected', 'status-forbidden'],
    },
    start: () => startCoder('c, err := websocket.Accept(w, r, nil)'),
    fix: { purpose: 'allowOrigin', start: startCoder },
  },
];
