import { expect, it } from 'vitest';
import type { Verdict } from '../../src/diagnosis/verdict.ts';
import { verdictReport } from './verdict-report.ts';

it('writes a verdict as Markdown', () => {
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
  expect(verdictReport(verdict, 'ws://localhost:9998/')).toBe(
    `## Subprotocol not answered (subprotocol-omitted, proved)
<ws://localhost:9998/>

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
