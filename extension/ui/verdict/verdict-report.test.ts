import { expect, it } from 'vitest';
import type { HandshakeEvidence } from '../../../src/diagnosis/evidence.ts';
import type { Verdict } from '../../../src/diagnosis/verdict.ts';
import { verdictReport } from './verdict-report.ts';

const verdict: Verdict = {
  cause: 'subprotocol-omitted',
  certainty: 'proved',
  severity: 'failure',
  title: 'Subprotocol not answered',
  happened: 'The server did not select `binary`.',
  evidence: [
    { witness: 'page', what: 'The client offered `binary`', time: Date.UTC(2026, 0, 2, 3, 4, 5) },
    { witness: 'response', what: 'No `Sec-WebSocket-Protocol`' },
  ],
  fixes: [
    { side: 'server', text: 'Select it:' },
    { side: 'server', text: '', code: { label: 'ws', text: 'a\n  b' } },
  ],
};
const evidence: HandshakeEvidence = {
  browser: 'chrome',
  argument: 'ws://localhost:9998/?token=hunter22',
  url: 'ws://localhost:9998/?token=hunter22',
  protocols: ['binary'],
  initiator: 'http://game.example/?session=hunter22',
  createdAt: 0,
  outcome: 'failed',
};
const options = { userAgent: 'Chromium 156', showsSecrets: false };

it('writes a verdict as Markdown', () => {
  expect(verdictReport(verdict, evidence, { ...options, showsSecrets: true })).toBe(
    `## Subprotocol not answered (subprotocol-omitted, proved)
- URL: <ws://localhost:9998/?token=hunter22>
- Subprotocols offered: \`binary\`
- From: <http://game.example/?session=hunter22>
- Browser: Chromium 156

The server did not select \`binary\`.

### Evidence
- page: The client offered \`binary\` (2026-01-02T03:04:05.000Z)
- network: No \`Sec-WebSocket-Protocol\`

### Fix
server: Select it:

ws:

    a
      b`,
  );
});

it('masks secrets unless it is told otherwise', () => {
  const report = verdictReport(verdict, evidence, options);
  expect(report).not.toContain('hunter22');
  expect(report).toContain('<ws://localhost:9998/?token=•••>');
});

it('has what probes led to as a table that a server’s words cannot break', () => {
  const report = verdictReport(
    verdict,
    {
      ...evidence,
      probes: [
        { time: 1, url: 'ws://other/', protocols: [], from: 'page', outcome: 'failed', error: 'a | b\n| c' },
      ],
      httpProbes: [
        {
          time: 1,
          url: 'http://localhost:9998/',
          from: 'page',
          outcome: 'answered',
          status: 404,
          statusText: 'Not Found',
          headers: [{ name: 'server', value: 'nginx' }],
        },
      ],
    },
    options,
  );
  expect(report).toContain('| none to ws://other/ | page | failed | – | a \\| b \\| c |');
  expect(report).toContain('- <http://localhost:9998/>: 404 Not Found, `Server: nginx`');
});
