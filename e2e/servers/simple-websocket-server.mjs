// @ts-check
/**
 * What SimpleWebSocketServer.py does with a handshake: it builds `hStr` from the key alone and never looks at the
 * offered subprotocols. The library is in no package index that is reached here, so its answer is written out.
 */
import { indent, startPython } from './python.mjs';

/** @param {string} [patch] after `hStr` is made */
const start = (patch = '') =>
  startPython(
    (port) => `
import base64, hashlib
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from socketserver import StreamRequestHandler, ThreadingTCPServer

class Request(BaseHTTPRequestHandler):
    def __init__(self, text):
        self.rfile = BytesIO(text)
        self.raw_requestline = self.rfile.readline()
        self.parse_request()

class Handler(StreamRequestHandler):
    def handle(self):
        text = b''
        while not text.endswith(b'\\r\\n\\r\\n'):
            line = self.rfile.readline()
            if not line:
                return
            text += line
        self.answer(Request(text))

    def answer(self, request):
        if 'Sec-WebSocket-Key' not in request.headers:
            self.wfile.write(b'HTTP/1.1 426 Upgrade Required\\r\\nUpgrade: WebSocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Version: 13\\r\\nContent-Type: text/plain\\r\\n\\r\\nThis service requires use of the WebSocket protocol\\r\\n')
            return
        self.socket, self.request = self.request, request
        key = request.headers['Sec-WebSocket-Key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
        accept = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()
        hStr = 'HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: WebSocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: %s\\r\\n\\r\\n' % accept
${indent(patch, 2)}
        self.wfile.write(hStr.encode())
        while header := self.rfile.read(2):
            mask = self.rfile.read(4)
            payload = bytes(byte ^ mask[i % 4] for i, byte in enumerate(self.rfile.read(header[1] & 127)))
            self.wfile.write(bytes([header[0], len(payload)]) + payload)

class Server(ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

Server(('127.0.0.1', ${port}), Handler).serve_forever()
`,
  );

/** @type {import('./set-up.d.ts').SetUp[]} */
export const simpleWebsocketServer = [
  {
    id: 'simple-websocket-server',
    name: 'SimpleWebSocketServer (Python), its answer',
    software: 'simple-websocket-server',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    start: () => start(),
    fix: { purpose: 'selectSubprotocol', start },
  },
  {
    id: 'simple-websocket-server-copies',
    name: 'SimpleWebSocketServer (Python), patched to copy the request header, asked for two',
    software: 'simple-websocket-server',
    offer: ['binary', 'base64'],
    cause: { chromium: 'subprotocol-repeated', firefox: 'subprotocol-repeated' },
    start: () => start(COPYING),
    fix: { purpose: 'selectSubprotocol', start },
  },
  {
    id: 'simple-websocket-server-none',
    name: 'SimpleWebSocketServer (Python), patched to copy the request header, asked for none',
    software: 'simple-websocket-server',
    offer: [],
    cause: {
      chromium: 'subprotocol-unrequested',
      firefox: 'subprotocol-unrequested',
      named: /answers one to everybody/,
    },
    start: () => start(COPYING),
    fix: { purpose: 'selectSubprotocol', start },
  },
];

/** A modification that games were handed: an absent header is copied as the word None. */
const COPYING =
  "hStr = hStr[:-2] + 'Sec-WebSocket-Protocol: %s\\r\\n\\r\\n' % self.request.headers['Sec-WebSocket-Protocol']";
