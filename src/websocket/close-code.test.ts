import { expect, test } from 'vitest';
import { closeCodeName } from './close-code.ts';

test.for([
  [1000, 'Normal Closure'],
  [1006, 'Abnormal Closure'],
  [1015, 'TLS handshake'],
  [3001, 'registered by a library or framework'],
  [4406, 'private use'],
  [2999, 'not defined'],
  [0, 'not defined'],
] as const)('%i is %s', ([code, name]) => {
  expect(closeCodeName(code)).toBe(name);
});
