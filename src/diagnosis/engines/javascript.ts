import type { Engine } from './engine.ts';

/** The page's own script, and what stands for all other clients. */
export const javascript: Engine = {
  id: 'javascript',
  name: 'JavaScript',
  recognise: ({ stack = '' }) =>
    stack.trim() !== '' && !/wasm/.test(stack)
      ? 'No WebAssembly and no engine is in the stack at construction.'
      : null,
  offerNone: (url) => [{ code: `new WebSocket(${JSON.stringify(url)})` }],
  offer: (url, protocol) => [{ code: `new WebSocket(${JSON.stringify(url)}, ${JSON.stringify(protocol)})` }],
};
