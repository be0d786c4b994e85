import type { Server } from './server.ts';

/** https://docs.haproxy.org/3.0/configuration.html */
export const haproxy: Server = {
  id: 'haproxy',
  name: 'HAProxy',
  side: 'network',
  recognise: ({ answers }) =>
    answers.some(({ body }) => /No server is available to handle this request\./.test(body))
      ? 'Its `503` has the words of HAProxy.'
      : null,
  passUpgrade: [
    {
      note: 'HAProxy passes the upgrade on by itself. Look for `http-request del-header` and for `option httpclose`.',
    },
  ],
  keepAlive: [{ note: 'In `defaults` or in the backend:', code: 'timeout tunnel 1h' }],
};
