import { echoing, type VerdictCase } from './verdict-case.ts';

const warning = { chromium: { severity: 'warning' }, firefox: { severity: 'warning' } } as const;
const info = { chromium: { severity: 'info' }, firefox: { severity: 'info' } } as const;
const likely = { chromium: { certainty: 'likely' }, firefox: { certainty: 'likely' } } as const;

export const CLOSING_CASES: readonly VerdictCase[] = [
  echoing('close-service-restart', 'close=1001', warning),
  echoing('close-protocol-error', 'close=1002'),
  echoing('close-invalid-payload', 'close=1003'),
  echoing('close-protocol-error', 'close=1004', warning),
  echoing('close-abnormal', 'close=1006', likely),
  echoing('close-policy', 'close=1008&reason=kicked', {
    chromium: { says: /kicked/ },
    firefox: { says: /kicked/ },
  }),
  echoing('close-message-too-big', 'close=1009'),
  echoing('close-protocol-error', 'close=1010'),
  echoing('close-server-error', 'close=1011'),
  echoing('close-service-restart', 'close=1012', warning),
  echoing('close-server-error', 'close=1014'),
  echoing('close-protocol-error', 'close=1015', warning),
  echoing('close-application', 'close=3008', info),
  echoing('close-application', 'close=4000', info),
  echoing('idle-timeout', 'idle=4000', {
    title: 'lost after the same silence twice',
    chromium: { certainty: 'likely', says: /[34]\.\d s without a frame/ },
    firefox: { certainty: 'likely', says: /[34]\.\d s without a frame/ },
    act: (url) => {
      const first = new WebSocket(url);
      first.onclose = () => Object.assign(globalThis, { sockets: [first, new WebSocket(url)] });
    },
  }),
];
