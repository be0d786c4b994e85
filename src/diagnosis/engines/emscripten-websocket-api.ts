import type { Engine } from './engine.ts';

/** `<emscripten/websocket.h>`, which offers what the C code passes. */
export const emscriptenWebsocketApi: Engine = {
  id: 'emscripten-websocket-api',
  name: 'Emscripten, websocket.h',
  recognise: ({ stack = '' }) =>
    /emscripten_websocket_new/.test(stack) ? 'The function `emscripten_websocket_new` opened it.' : null,
  offerNone: () => [
    { note: 'In C, before `emscripten_websocket_new`:', code: 'attributes.protocols = NULL;' },
  ],
  offer: (_, protocol) => [
    {
      note: 'In C, before `emscripten_websocket_new`; several go in with commas and no spaces:',
      code: `attributes.protocols = ${JSON.stringify(protocol)};`,
    },
  ],
};
