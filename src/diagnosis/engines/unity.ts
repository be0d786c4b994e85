import type { Engine } from './engine.ts';

/** https://github.com/endel/NativeWebSocket */
export const unity: Engine = {
  id: 'unity',
  name: 'Unity, NativeWebSocket',
  recognise: ({ stack = '' }) =>
    /\.framework\.js|UnityLoader|unityInstance|_WebSocketConnect\b/.test(stack)
      ? 'The stack at construction has the names of a Unity build.'
      : null,
  offerNone: (url) => [{ code: `new WebSocket(${JSON.stringify(url)});` }],
  offer: (url, protocol) => [{ code: `new WebSocket(${JSON.stringify(url)}, ${JSON.stringify(protocol)});` }],
};
