import type { Server } from './server.ts';
import { headerOf } from './signs.ts';

/** https://pkg.go.dev/github.com/gorilla/websocket#Upgrader */
export const gorilla: Server = {
  id: 'gorilla',
  name: 'gorilla/websocket (Go)',
  side: 'server',
  recognise: ({ answers }) =>
    answers.some(
      (answer) =>
        headerOf(answer, 'sec-websocket-version') === '13' &&
        headerOf(answer, 'x-content-type-options') === 'nosniff',
    )
      ? 'Its refusal has `Sec-Websocket-Version: 13` and `X-Content-Type-Options: nosniff`, as gorilla/websocket refuses.'
      : null,
  selectSubprotocol: (protocol) => [{ code: `websocket.Upgrader{Subprotocols: []string{"${protocol}"}}` }],
  allowOrigin: (origin) => [
    {
      note: 'It takes only the origin that it has itself, unless told otherwise:',
      code: `websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return r.Header.Get("Origin") == "${origin}" }}`,
    },
  ],
  keepAlive: [
    {
      note: 'Every 30 s, from the goroutine that writes:',
      code: 'conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(10*time.Second))',
    },
  ],
};
