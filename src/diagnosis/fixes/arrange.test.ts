import { describe, expect, test } from 'vitest';
import { engines } from '../engines/registry.ts';
import { servers } from '../servers/registry.ts';
import type { Verdict } from '../verdict.ts';
import { arrangeFixes, type Choice, fixesAtHand } from './arrange.ts';
import { askFor, askForNone } from './client-fixes.ts';
import { allowOrigin, keepAlive, passUpgrade, selectSubprotocol } from './server-fixes.ts';
import { evidenceIn } from '../testing/evidence.ts';

const evidence = evidenceIn('chrome', { protocols: ['binary'] });
const fixes = [...selectSubprotocol('binary'), ...askForNone(evidence)];

function choices(...args: Parameters<typeof arrangeFixes>): Choice[] {
  return arrangeFixes(...args).filter((item): item is Choice => 'targets' in item);
}

describe('of the fixes for all servers and clients', () => {
  test('those that fit any stand where nothing is guessed, and a person is asked', () => {
    const [server, client] = choices({ fixes });
    expect(server).toMatchObject({ side: 'server', chosen: 'other-server', why: 'Choose your server.' });
    expect(server?.fixes[0]?.code?.text).toBe('Sec-WebSocket-Protocol: binary');
    expect(client).toMatchObject({ side: 'client', chosen: 'javascript', why: 'Choose your engine.' });
  });

  test('those of the guess stand with its reason', () => {
    const [server] = choices({ fixes, guesses: { server: { id: 'aiohttp', reason: 'It says so.' } } });
    expect(server).toMatchObject({ chosen: 'aiohttp', why: 'It says so.' });
    expect(server?.fixes.map(({ code }) => code?.text)).toEqual([
      'ws = web.WebSocketResponse(protocols=("binary",))',
    ]);
  });

  test('those that a person chooses go before the guess, but not where there are none', () => {
    const guesses = { server: { id: 'aiohttp', reason: 'It says so.' } };
    expect(choices({ fixes, guesses }, { server: 'tornado' })[0]).toMatchObject({
      chosen: 'tornado',
      why: '',
    });
    expect(choices({ fixes, guesses }, { server: 'haproxy' })[0]).toMatchObject({ chosen: 'aiohttp' });
  });

  test('a proxy that answers is named, and the server behind it asked for', () => {
    const guesses = { network: { id: 'nginx', reason: 'It says so.' } };
    expect(choices({ fixes, guesses })[0]).toMatchObject({
      chosen: 'other-server',
      why: 'nginx answers, so what is behind it does not show. Choose your server.',
    });
  });

  test('a guess without a fix of its own is said', () => {
    const guesses = { server: { id: 'aiohttp', reason: 'It says so.' } };
    expect(choices({ fixes: allowOrigin('http://game.example'), guesses })[0]).toMatchObject({
      chosen: 'other-server',
      why: 'It says so. For aiohttp (Python) there is nothing particular to write. Choose your server.',
    });
  });

  test('general fixes keep their place, and a report has only what is at hand', () => {
    expect(fixesAtHand({ fixes }).map(({ side, target = 'any' }) => [side, target])).toEqual([
      ['server', 'any'],
      ['server', 'other-server'],
      ['client', 'any'],
      ['client', 'javascript'],
    ]);
  });
});

describe('every server, proxy and engine', () => {
  test('has an id of its own and something to say', () => {
    const all = [...servers, ...engines];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const said = new Set(everyFix().map(({ target }) => target));
    expect(all.filter(({ id }) => !said.has(id))).toEqual([]);
  });

  test('says it in whole sentences or in code', () => {
    const faults = everyFix().filter(
      ({ text, code, target }) =>
        target !== undefined &&
        ((text === '' && !code) || (text !== '' && !/^[A-Za-z`].*[.:]$/.test(text)) || code?.text === ''),
    );
    expect(faults).toEqual([]);
  });

  test('has its fallback among the fixes of its side', () => {
    const sets: readonly Verdict['fixes'][] = [fixes, allowOrigin('null'), passUpgrade, keepAlive];
    for (const set of sets) {
      for (const { fixes } of choices({ fixes: set })) expect(fixes).not.toEqual([]);
    }
  });
});

function everyFix(): Verdict['fixes'] {
  return [
    ...fixes,
    ...askFor(evidence, 'mqtt'),
    ...allowOrigin('http://game.example'),
    ...passUpgrade,
    ...keepAlive,
  ];
}
