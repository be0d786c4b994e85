import type { Server } from './server.ts';

/** https://docs.godotengine.org/en/stable/classes/class_websocketpeer.html */
export const godotServer: Server = {
  id: 'godot-server',
  name: 'Godot 4 as server',
  side: 'server',
  selectSubprotocol: (protocol) => [
    {
      note: 'Before `accept_stream`, or on the `WebSocketMultiplayerPeer` before `create_server`:',
      code: `peer.supported_protocols = PackedStringArray(["${protocol}"])`,
    },
  ],
  keepAlive: [{ note: 'In seconds, since Godot 4.4:', code: 'peer.heartbeat_interval = 30' }],
};
