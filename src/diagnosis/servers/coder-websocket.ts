import type { Server } from './server.ts';

/** https://pkg.go.dev/github.com/coder/websocket#AcceptOptions */
export const coderWebsocket: Server = {
  id: 'coder-websocket',
  name: 'coder/websocket, nhooyr (Go)',
  side: 'server',
  recognise: ({ answers }) =>
    answers.some(({ body }) => body.startsWith('WebSocket protocol violation: '))
      ? 'It answers plain HTTP in the words of coder/websocket.'
      : null,
  selectSubprotocol: (protocol) => [
    {
      code: `c, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{"${protocol}"}})`,
    },
  ],
  allowOrigin: (origin) => [
    {
      note: 'It takes only the origin that it has itself. Patterns are of hosts:',
      code: `c, err := websocket.Accept(w, r, &websocket.AcceptOptions{OriginPatterns: []string{"${origin.replace(/^.*:\/\//, '')}"}})`,
    },
  ],
  keepAlive: [{ note: 'Every 30 s:', code: 'err := c.Ping(ctx)' }],
};
