import type { Engine } from './engine.ts';

/** Its extension `websocket`; its LuaSocket is Emscripten's POSIX sockets. */
export const defold: Engine = {
  id: 'defold',
  name: 'Defold, websocket extension',
  recognise: ({ stack = '' }) =>
    /emscripten_websocket_new/.test(stack) && /dmloader|dmengine|_wasm\.js/.test(stack)
      ? 'The function `emscripten_websocket_new` opened it, in a script with the name of a Defold build.'
      : null,
  offerNone: (url) => [{ code: `websocket.connect(${JSON.stringify(url)}, {}, callback)` }],
  offer: (url, protocol) => [
    {
      note: 'In HTML5 builds some versions lose this option (defold/extension-websocket#67): see under *Asked* whether it is offered.',
      code: `websocket.connect(${JSON.stringify(url)}, { protocol = ${JSON.stringify(protocol)} }, callback)`,
    },
  ],
};
