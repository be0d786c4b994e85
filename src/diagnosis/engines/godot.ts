import type { Engine } from './engine.ts';

/** https://docs.godotengine.org/en/stable/classes/class_websocketpeer.html */
export const godot: Engine = {
  id: 'godot',
  name: 'Godot 4',
  recognise: ({ stack = '' }) =>
    /godot_js_websocket_create|GodotWebSocket/.test(stack)
      ? 'The function `godot_js_websocket_create` opened it.'
      : null,
  offerNone: () => [
    { note: 'Before `connect_to_url`:', code: 'socket.supported_protocols = PackedStringArray()' },
  ],
  offer: (_, protocol) => [
    {
      note: 'Before `connect_to_url`:',
      code: `socket.supported_protocols = PackedStringArray([${JSON.stringify(protocol)}])`,
    },
  ],
};
