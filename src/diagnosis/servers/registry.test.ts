import { describe, expect, test } from 'vitest';
import type { HandshakeEvidence } from '../evidence.ts';
import { evidenceIn, failedInFirefox } from '../testing/evidence.ts';
import { guessProxy, guessServer } from './registry.ts';

const binary = { protocols: ['binary'] };
const ACCEPT = 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=';

/** Answers as these servers really gave them to a client that offered `binary`. */
const ANSWERS: readonly (readonly [id: string | null, statusLine: string, headers: string])[] = [
  [
    'python-websockets',
    'HTTP/1.1 101 Switching Protocols',
    `Upgrade: websocket\nConnection: Upgrade\n${ACCEPT}\nDate: Tue, 24 Nov 2026 11:53:02 GMT\nServer: Python/3.11 websockets/10.4`,
  ],
  [
    'aiohttp',
    'HTTP/1.1 101 Switching Protocols',
    `Upgrade: websocket\nConnection: upgrade\n${ACCEPT}\nContent-Type: application/octet-stream\nServer: Python/3.11 aiohttp/3.8.4`,
  ],
  [
    'tornado',
    'HTTP/1.1 101 Switching Protocols',
    `Server: TornadoServer/6.2\nUpgrade: websocket\nConnection: Upgrade\n${ACCEPT}`,
  ],
  [
    'autobahn',
    'HTTP/1.1 101 Switching Protocols',
    `Server: AutobahnPython/22.7.1\nUpgrade: WebSocket\nConnection: Upgrade\n${ACCEPT}`,
  ],
  ['starlette', 'HTTP/1.1 101 ', `Upgrade: WebSocket\nConnection: Upgrade\n${ACCEPT}`],
  [
    'simple-websocket-server',
    'HTTP/1.1 101 Switching Protocols',
    `Upgrade: WebSocket\nConnection: Upgrade\n${ACCEPT}`,
  ],
  [
    'simple-websocket-server',
    'HTTP/1.1 101 Switching Protocols',
    `Upgrade: WebSocket\nConnection: Upgrade\n${ACCEPT}\nSec-WebSocket-Protocol: binary, base64`,
  ],
  [
    'libwebsockets',
    'HTTP/1.1 101 Switching Protocols',
    `Upgrade: WebSocket\nConnection: Upgrade\n${ACCEPT}\nSec-WebSocket-Protocol: binary`,
  ],
  [
    'npm-websocket',
    'HTTP/1.1 101 Switching Protocols',
    `Upgrade: websocket\nConnection: Upgrade\n${ACCEPT}\nOrigin: http://game.example`,
  ],
  ['ws', 'HTTP/1.1 401 Unauthorized', 'Connection: close\nContent-Type: text/html\nContent-Length: 12'],
  [
    'mojolicious',
    'HTTP/1.1 101 Switching Protocols',
    `Connection: Upgrade\n${ACCEPT}\nServer: Mojolicious (Perl)\nUpgrade: websocket`,
  ],
  [
    'gorilla',
    'HTTP/1.1 403 Forbidden',
    'Content-Type: text/plain; charset=utf-8\nSec-Websocket-Version: 13\nX-Content-Type-Options: nosniff\nContent-Length: 10',
  ],
  ['django-channels', 'HTTP/1.1 403 Access denied', ''],
  [
    'nchan',
    'HTTP/1.1 101 Switching Protocols',
    `Server: nginx/1.22.1\nContent-Length: 0\nConnection: upgrade\nSec-WebSocket-Protocol: \n${ACCEPT}\nUpgrade: websocket`,
  ],
  // ws, faye-websocket, gorilla/websocket and websocketd all write this.
  [null, 'HTTP/1.1 101 Switching Protocols', `Upgrade: websocket\nConnection: Upgrade\n${ACCEPT}`],
  // HAProxy in front of ws.
  [
    null,
    'HTTP/1.1 101 Switching Protocols',
    `upgrade: websocket\nconnection: Upgrade\n${ACCEPT.toLowerCase()}`,
  ],
];

test.each(ANSWERS)('%s is guessed from its answer to the handshake', (id, statusLine, headers) => {
  const guess = guessServer(failedInFirefox(statusLine, headers, binary));
  expect(guess?.id ?? null).toBe(id);
  if (guess) expect(guess.reason).toMatch(/^(?:It|Its|The) .+\.$/);
});

test('nginx is a proxy: it does not tell what is behind it', () => {
  const evidence = failedInFirefox(
    'HTTP/1.1 502 Bad Gateway',
    'Server: nginx/1.22.1\nContent-Type: text/html',
  );
  expect(guessProxy(evidence)?.id).toBe('nginx');
  expect(guessServer(evidence)).toBeNull();
});

describe('where the handshake shows nothing', () => {
  const page = (
    status: number,
    body: string,
    ...headers: [name: string, value: string][]
  ): HandshakeEvidence =>
    evidenceIn('firefox', {
      ...binary,
      outcome: 'failed',
      httpProbes: [
        {
          time: 1,
          url: 'http://localhost:9998/',
          from: 'extension',
          outcome: 'answered',
          status,
          body,
          headers: headers.map(([name, value]) => ({ name, value })),
        },
      ],
    });

  test.each([
    ['websockify', page(405, '', ['server', 'WebSockify Python/3.11.2'])],
    ['ws', page(426, 'Upgrade Required', ['content-type', 'text/plain'])],
    [
      'gorilla',
      page(400, 'Bad Request\n', ['sec-websocket-version', '13'], ['x-content-type-options', 'nosniff']),
    ],
    ['coder-websocket', page(426, 'WebSocket protocol violation: …', ['upgrade', 'websocket'])],
    ['simple-websocket-server', page(426, '', ['upgrade', 'WebSocket'], ['sec-websocket-version', '13'])],
    ['starlette', page(404, 'Not Found', ['server', 'uvicorn'])],
  ])('plain HTTP names %s', (id, evidence) => {
    expect(guessServer(evidence)?.id).toBe(id);
  });

  test('HAProxy is known by its words', () => {
    const body =
      '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n';
    expect(guessProxy(page(503, body, ['content-type', 'text/html']))?.id).toBe('haproxy');
  });

  test('a URL of Socket.IO is enough', () => {
    const url = 'ws://localhost:3000/socket.io/?EIO=4&transport=websocket';
    expect(guessServer(evidenceIn('chrome', { url }))?.id).toBe('socket.io');
  });

  test('nobody is guessed', () => {
    expect(guessServer(evidenceIn('chrome', binary))).toBeNull();
  });
});
