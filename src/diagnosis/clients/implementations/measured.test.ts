import { describe, expect, test } from 'vitest';
import { ACCEPT, rightHeaders } from '../../testing/evidence.ts';
import { attemptsOf } from '../attempt.ts';
import type { Implementation } from '../client.ts';
import { judgeAttempt } from '../judge-attempt.ts';
import { examined, SWITCHING, switching } from '../testing/examined.ts';
import { luaWebsockets } from './lua-websockets.ts';
import { pythonWebsocketClient } from './python-websocket-client.ts';

/**
 * What lua-websockets (2020) and websocket-client 1.9.2 did with these answers when they were run: offering nothing,
 * and offering `binary`.
 */
const MEASURED: readonly (readonly [answer: string, lua: string, python: string])[] = [
  [switching(), 'open open', 'open fail'],
  [switching('Sec-WebSocket-Protocol: binary'), 'open open', 'open open'],
  [switching('Sec-WebSocket-Protocol: BINARY'), 'open open', 'open open'],
  [switching('Sec-WebSocket-Protocol: chat'), 'open open', 'open fail'],
  [switching('Sec-WebSocket-Protocol: binary, base64'), 'open open', 'open fail'],
  [switching('Sec-WebSocket-Protocol: binary\nSec-WebSocket-Protocol: binary'), 'open open', 'open open'],
  [switching('Sec-WebSocket-Extensions: x-foo'), 'open open', 'open fail'],
  [`${SWITCHING}\nConnection: Upgrade\nSec-WebSocket-Accept: ${ACCEPT}`, 'open open', 'fail fail'],
  [
    `${SWITCHING}\nUpgrade: h2c\nConnection: Upgrade\nSec-WebSocket-Accept: ${ACCEPT}`,
    'open open',
    'fail fail',
  ],
  [`${SWITCHING}\nUpgrade: websocket\nSec-WebSocket-Accept: ${ACCEPT}`, 'open open', 'fail fail'],
  [`${SWITCHING}\nUpgrade: websocket\nConnection: Upgrade`, 'fail fail', 'fail fail'],
  [
    `${SWITCHING}\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Accept: x`,
    'fail fail',
    'fail fail',
  ],
  [`HTTP/1.0 101 Switching Protocols\n${rightHeaders()}`, 'fail fail', 'open fail'],
  ['HTTP/1.1 403 Forbidden\n', 'fail fail', 'fail fail'],
];

describe('native clients, as they were measured', () => {
  test.for(MEASURED)('%s', ([answer, lua, python]) => {
    const attempts = [[], ['binary']].flatMap((asked) =>
      attemptsOf({ ...examined(() => answer, asked), probes: [] }),
    );
    const said = (by: Implementation) =>
      attempts.map((attempt) => (judgeAttempt(by, attempt).connects ? 'open' : 'fail')).join(' ');
    expect(said(luaWebsockets)).toBe(lua);
    expect(said(pythonWebsocketClient)).toBe(python);
  });

  test('lua-websockets breaks at a header without a value, but not at one that is a space', () => {
    const [attempt] = attemptsOf({ ...examined(() => switching('Sec-WebSocket-Protocol:')), probes: [] });
    expect(attempt && judgeAttempt(luaWebsockets, attempt).connects).toBeNull();
  });
});
