import { fromCloseCode } from '../from-close-code.ts';

export const closeAbnormal = fromCloseCode({
  id: 'close-abnormal',
  title: 'Connection lost',
  codes: [1006],
  severity: 'failure',
  happened:
    'The connection broke without a closing handshake: the server or its machine went away, or something in between cut it.',
  fix: "Look into the server's log at this time. After a fixed idle time it is a proxy: send a heartbeat more often than its limit (nginx: `proxy_read_timeout`, 60 s).",
});
