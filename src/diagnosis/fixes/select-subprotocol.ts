import { code } from '../code-span.ts';
import type { Fix } from '../verdict.ts';

/** How servers are told to answer one offered subprotocol, in the libraries that games meet most. */
export function selectSubprotocol(protocol: string): Fix[] {
  const p = JSON.stringify(protocol);
  const servers: readonly (readonly [label: string, snippet: string])[] = [
    [
      'ws (Node.js)',
      `new WebSocketServer({ port, handleProtocols: (offered) => offered.has(${p}) ? ${p} : false })`,
    ],
    [
      'websockets (Python)',
      `serve(handler, host, port, select_subprotocol=lambda conn, offered: ${p} if ${p} in offered else None)`,
    ],
    ['aiohttp (Python)', `ws = web.WebSocketResponse(protocols=(${p},))`],
    [
      'Tornado (Python)',
      `def select_subprotocol(self, subprotocols):\n    return ${p} if ${p} in subprotocols else None`,
    ],
    ['gorilla/websocket (Go)', `websocket.Upgrader{Subprotocols: []string{${p}}}`],
    [
      'simple-websocket-server (Python): it has no option; add in _handleData, after hStr is made',
      `offered = self.request.headers.get('Sec-WebSocket-Protocol') or ''\nif ${p} in [name.strip() for name in offered.split(',')]:\n    hStr = hStr[:-2] + 'Sec-WebSocket-Protocol: ' + ${p} + '\\r\\n\\r\\n'`,
    ],
    ['By hand, in the 101', `Sec-WebSocket-Protocol: ${protocol}`],
  ];
  return [
    {
      side: 'server',
      text: `Let the server select ${code(protocol)} when a client offers it. Answer exactly one of the offered values, in the same letters:`,
    },
    ...servers.map(([label, text]): Fix => ({ side: 'server', text: '', code: { label, text } })),
  ];
}
