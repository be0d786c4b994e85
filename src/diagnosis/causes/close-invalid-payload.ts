import { fromCloseCode } from '../from-close-code.ts';

export const closeInvalidPayload = fromCloseCode({
  id: 'close-invalid-payload',
  title: 'Payload not understood',
  codes: [1003, 1007],
  severity: 'failure',
  happened:
    'The server could not take the kind of data it got: binary where it wants text or the reverse, or text that is no UTF-8.',
  fix: 'Send text as text and binary as binary. Emscripten sends everything as binary.',
});
