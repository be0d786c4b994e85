// @ts-check
import { freePort, startProgram } from './program.mjs';
import { startWs } from './ws.mjs';

const UPGRADE = `proxy_http_version 1.1;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection "upgrade";`;

/**
 * @param {string} location directives
 * @param {{ http?: string, modules?: string }} [more]
 */
async function startNginx(location, { http = '', modules = '' } = {}) {
  const port = await freePort();
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${name};`,
  );
  const config = `${modules}
daemon off;
pid nginx.pid;
error_log stderr warn;
events {}
http {
access_log off;
${folders.join('\n')}
${http}
server {
listen 127.0.0.1:${port};
location / {
${location}
}
}
}
`;
  return startProgram('/usr/sbin/nginx', ['-p', '.', '-c', 'nginx.conf'], {
    port,
    files: { 'nginx.conf': config },
  });
}

/**
 * nginx before ws.
 * @param {string} directives
 * @param {string} [making] how ws is made
 * @returns {Promise<import('./set-up.d.ts').Running>}
 */
async function startProxy(directives, making = 'new WebSocketServer({ port })') {
  const behind = await startWs(making);
  const target = behind.url.replace('ws:', 'http:').replace(/\/$/, '');
  try {
    const proxy = await startNginx(`proxy_pass ${target};\n${directives}`);
    return {
      url: proxy.url,
      async close() {
        await proxy.close();
        await behind.close();
      },
    };
  } catch (error) {
    await behind.close();
    throw error;
  }
}

/** @type {import('./set-up.d.ts').SetUp[]} */
export const nginx = [
  {
    id: 'nginx',
    name: 'nginx, set up rightly, before ws',
    software: 'nginx',
    cause: { chromium: null, firefox: null },
    start: () => startProxy(UPGRADE),
  },
  {
    id: 'nginx-without-upgrade',
    name: 'nginx without `Upgrade`, before ws',
    software: 'nginx',
    cause: { chromium: 'status-upgrade-required', firefox: 'status-upgrade-required' },
    start: () => startProxy(''),
    fix: { purpose: 'passUpgrade', start: (code) => startProxy(code) },
  },
  {
    id: 'nginx-upstream-down',
    name: 'nginx, nobody behind it',
    software: 'nginx',
    cause: { chromium: 'status-server-error', firefox: 'status-server-error' },
    start: async () => startNginx(`proxy_pass http://127.0.0.1:${await freePort()};\n${UPGRADE}`),
  },
  {
    id: 'nginx-strips-subprotocol',
    name: 'nginx that takes the offer away, before ws',
    software: 'nginx',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    start: () => startProxy(`${UPGRADE}\nproxy_set_header Sec-WebSocket-Protocol "";`),
  },
  {
    id: 'nginx-adds-subprotocol',
    name: 'nginx that copies the offers into the answer of a ws that selects none, asked for two',
    software: 'nginx',
    offer: ['binary', 'base64'],
    cause: { chromium: 'subprotocol-repeated', firefox: 'subprotocol-repeated' },
    start: () =>
      startProxy(
        `${UPGRADE}\nadd_header Sec-WebSocket-Protocol $http_sec_websocket_protocol always;`,
        'new WebSocketServer({ port, handleProtocols: () => false })',
      ),
  },
  {
    id: 'nchan',
    name: 'nginx with nchan',
    software: 'nchan',
    cause: {
      chromium: 'subprotocol-mismatch',
      firefox: 'subprotocol-mismatch',
      named: /answer another value/,
    },
    start: () =>
      startNginx('nchan_pubsub;\nnchan_channel_id test;', {
        modules: 'load_module /usr/lib/nginx/modules/ngx_nchan_module.so;',
      }),
  },
];
