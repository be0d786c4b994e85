import type { Server } from './server.ts';

/** https://vite.dev/config/server-options.html#server-proxy */
export const viteProxy: Server = {
  id: 'vite-proxy',
  name: 'Vite’s server for development',
  side: 'network',
  passUpgrade: [
    {
      note: 'In `vite.config.js`:',
      code: `server: { proxy: { "/ws": { target: "ws://localhost:9999", ws: true } } }`,
    },
  ],
};
