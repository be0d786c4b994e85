import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://learn.microsoft.com/aspnet/core/fundamentals/websockets */
export const aspnetcore: Server = {
  id: 'aspnetcore',
  name: 'ASP.NET Core (C#)',
  side: 'server',
  recognise: naming(/^Kestrel$/),
  selectSubprotocol: (protocol) => [
    {
      code: `var selected = context.WebSockets.WebSocketRequestedProtocols.Contains("${protocol}") ? "${protocol}" : null;
using var socket = await context.WebSockets.AcceptWebSocketAsync(selected);`,
    },
  ],
  allowOrigin: (origin) => [
    {
      code: `var options = new WebSocketOptions();
options.AllowedOrigins.Add("${origin}");
app.UseWebSockets(options);`,
    },
  ],
  keepAlive: [
    { code: 'app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30) });' },
  ],
};
