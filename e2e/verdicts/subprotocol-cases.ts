import { echoing, type VerdictCase } from './verdict-case.ts';

const binary = { protocols: ['binary'] };

export const SUBPROTOCOL_CASES: readonly VerdictCase[] = [
  echoing('subprotocol-omitted', 'subprotocol=omit', {
    ...binary,
    firefox: { severity: 'warning', says: /Chrome will refuse it/ },
  }),
  echoing('subprotocol-mismatch', 'subprotocol=chat', {
    ...binary,
    chromium: { says: /chat/ },
    firefox: { says: /chat/ },
  }),
  echoing('subprotocol-mismatch', 'subprotocol=upper', {
    ...binary,
    chromium: { says: /differs from binary only in its letters/ },
    firefox: { says: /differs from binary only in its letters/ },
  }),
  echoing('subprotocol-mismatch', 'subprotocol=empty', {
    ...binary,
    chromium: { says: /empty subprotocol/ },
    firefox: { says: /empty subprotocol/ },
  }),
  echoing('subprotocol-unrequested', 'subprotocol=binary', { firefox: { severity: 'warning' } }),
  echoing('subprotocol-repeated', 'subprotocol=list', { protocols: ['binary', 'base64'] }),
  echoing('subprotocol-repeated', 'subprotocol=repeat', binary),
  {
    title: 'a server that wants one',
    cause: 'subprotocol-required',
    arrange: async ({ badServers }) => ({ url: `ws://127.0.0.1:${await badServers.requiring('binary')}/` }),
    isProbed: true,
  },
];
