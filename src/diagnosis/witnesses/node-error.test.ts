import { expect, test } from 'vitest';
import { type NodeFailure, readNodeError, writeNodeError } from './node-error.ts';

function finding(failure: NodeFailure) {
  return readNodeError(writeNodeError(failure), 1);
}

test.for([
  ['ECONNREFUSED', 'connection-refused'],
  ['ENOTFOUND', 'host-not-found'],
  ['EAI_AGAIN', 'host-not-found'],
  ['EHOSTUNREACH', 'host-unreachable'],
  ['ETIMEDOUT', 'response-timeout'],
  ['EPIPE', 'connection-reset'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-to-plain-port'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-failed'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-rejected'],
  ['CERT_HAS_EXPIRED', 'certificate-rejected'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-rejected'],
  ['ESOMETHING', 'not-understood'],
] as const)('%s is %s', ([code, kind]) => {
  expect(finding({ code, reached: 'connect' })).toMatchObject({
    kind,
    what: expect.stringMatching(new RegExp(`^\\w.* \\(\`${code}\`\\)$`)),
  });
});

test.for(['tls', 'response', 'within-response'] as const)('an end while at %s', (reached) => {
  expect(finding({ code: 'CLOSED', reached })).toMatchObject({
    kind: 'closed-before-response',
    stage: reached,
  });
  expect(finding({ code: 'ECONNRESET', reached })).toMatchObject({
    kind: 'connection-reset',
    stage: reached,
  });
});

test('what has a detail says it', () => {
  expect(finding({ code: 'TIMEOUT', reached: 'connect', milliseconds: 2500 })).toMatchObject({
    stage: 'connect',
    what: 'No connection within 2.5 s',
  });
  expect(finding({ code: 'TIMEOUT', reached: 'response', milliseconds: 1 })).toMatchObject({
    stage: 'response',
    what: 'No answer within 0.0 s',
  });
  expect(finding({ code: 'HEAD_TOO_LONG', reached: 'within-response', bytes: 262144 })).toMatchObject({
    kind: 'response-too-big',
    what: expect.stringContaining('262144'),
  });
  expect(finding({ code: 'NOT_HTTP', reached: 'response', start: 'SSH-2.0 \n x' })).toMatchObject({
    kind: 'response-not-http',
    what: expect.stringContaining('`SSH-2.0 x`'),
  });
});

test('a text of another kind is kept as it is', () => {
  expect(readNodeError('something else entirely', 1)).toMatchObject({ kind: 'not-understood' });
});
