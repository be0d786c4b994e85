import { describe, expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';
import type { HandshakeEvidence } from './evidence.ts';
import { liveFixFor } from './live-fix-for.ts';
import { failedInChrome, failedInFirefox, openInFirefox, probe, rightHeaders } from './testing/evidence.ts';

function fixFor(evidence: HandshakeEvidence) {
  const verdict = diagnose(evidence);
  return verdict && liveFixFor(verdict, evidence);
}
const refused = (text: string) => `Error during WebSocket handshake: ${text}`;
const OMITTED = refused(`Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received`);

describe('liveFixFor', () => {
  it('leaves the subprotocol out where the server does not answer it', () => {
    expect(fixFor(failedInChrome(OMITTED, { protocols: ['binary'] }))).toEqual({
      pattern: 'ws://localhost:9998/',
      protocols: [],
      url: null,
      repair: false,
    });
  });

  it('offers what the server answers unasked, or asks for', () => {
    const text = refused(
      `Response must not include 'Sec-WebSocket-Protocol' header if not present in request: chat`,
    );
    expect(fixFor(failedInChrome(text))).toMatchObject({ protocols: ['chat'] });
    expect(fixFor(failedInChrome('', { probes: [probe(['mqtt'], 'open', 'mqtt')] }))).toMatchObject({
      protocols: ['mqtt'],
    });
  });

  it('goes to where the server redirects, with a scheme that a socket can have', () => {
    expect(
      fixFor(failedInFirefox('HTTP/1.1 302 Found', 'Location: http://localhost:9997/game')),
    ).toMatchObject({
      protocols: null,
      url: 'ws://localhost:9997/game',
    });
    expect(fixFor(failedInFirefox('HTTP/1.1 302 Found', 'Location: mailto:me'))).toBeNull();
  });

  it('goes to the name under which the server answers', () => {
    const evidence = failedInChrome('Error in connection establishment: net::ERR_CONNECTION_REFUSED', {
      probes: [{ ...probe([], 'open'), url: 'ws://127.0.0.1:9998/' }],
    });
    expect(fixFor(evidence)).toMatchObject({ url: 'ws://127.0.0.1:9998/' });
  });

  it('has nothing for what opened, or for what no other offer helps against', () => {
    expect(fixFor(openInFirefox(rightHeaders(), { protocols: ['binary'] }))).toBeNull();
    expect(fixFor(failedInChrome(refused('Unexpected response code: 503')))).toBeNull();
  });
});
