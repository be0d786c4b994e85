import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { columnIn } from '../e2e/clients/cells.ts';
import { type BrowserName, pageIn } from '../e2e/clients/columns.ts';
import { MODES, type Mode, OFFERS } from '../e2e/clients/modes.ts';
import { headingOf } from '../e2e/clients/outcome-document.ts';
import { attemptsOf } from '../src/diagnosis/clients/attempt.ts';
import type { Implementation } from '../src/diagnosis/clients/client.ts';
import { chrome } from '../src/diagnosis/clients/implementations/chrome.ts';
import { firefox } from '../src/diagnosis/clients/implementations/firefox.ts';
import { pythonWebsocketClient } from '../src/diagnosis/clients/implementations/python-websocket-client.ts';
import { judgeAttempt } from '../src/diagnosis/clients/judge-attempt.ts';
import { examined, switching } from '../src/diagnosis/clients/testing/examined.ts';

const DOCUMENT = readFileSync(new URL('../docs/native-clients.md', import.meta.url), 'utf8');

const MODELLED: readonly (readonly [model: Implementation, measured: string])[] = [
  [chrome, pageIn('Chromium' satisfies BrowserName)],
  [firefox, pageIn('Firefox' satisfies BrowserName)],
  [pythonWebsocketClient, 'Python, websocket-client'],
];

/** The values that the echo server answers in a mode, one a header line. */
function answered(mode: Mode, offer: readonly string[]): readonly string[] {
  const [first] = offer;
  if (mode === 'empty') return [''];
  if (mode === 'chat') return ['chat'];
  if (mode === 'omit' || first === undefined) return [];
  switch (mode) {
    case 'first':
      return [first];
    case 'last':
      return offer.slice(-1);
    case 'list':
      return [offer.join(', ')];
    case 'repeat':
      return [first, first];
    case 'upper':
      return [first.toUpperCase()];
  }
}

describe.for(MODELLED)('what is said of $0.name is what was measured', ([model, measured]) => {
  test.for(OFFERS)('offering “%s”', (offered) => {
    const offer = offered.split(',').filter((name) => name !== '');
    const column = columnIn(DOCUMENT, headingOf(offered, 'direct'), measured);
    const said = MODES.map((mode) => {
      const lines = answered(mode, offer).map((value) => `Sec-WebSocket-Protocol: ${value}`);
      const [attempt] = attemptsOf({ ...examined(() => switching(lines.join('\n')), offer), probes: [] });
      return [mode, attempt && judgeAttempt(model, attempt).connects];
    });
    const opened = MODES.map((mode) => [mode, column[mode].startsWith('opens')]);
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(opened));
  });
});
