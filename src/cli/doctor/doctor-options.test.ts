import { expect, test } from 'vitest';
import { parseDoctorOptions } from './doctor-options.ts';

test('a URL alone is enough', () => {
  expect(parseDoctorOptions(['ws://localhost:9999'])).toEqual({
    examination: {
      url: 'ws://localhost:9999/',
      protocols: [],
      headers: [],
      timeout: 10_000,
    },
    isJson: false,
    showsSecrets: false,
    fixFor: [],
    clients: [],
  });
});

test('all that can be said', () => {
  const args =
    'https://u:p@game.example/x?y=1 --protocol a --protocol b --origin null --timeout 0.5 --json --show-secrets';
  expect(
    parseDoctorOptions([
      ...args.split(' '),
      '--header',
      'Cookie:  a=b ',
      '--fix-for',
      'ws',
      '--client',
      'godot-web',
    ]),
  ).toEqual({
    examination: {
      url: 'wss://game.example/x?y=1',
      protocols: ['a', 'b'],
      origin: 'null',
      headers: [{ name: 'Cookie', value: 'a=b' }],
      timeout: 500,
    },
    isJson: true,
    showsSecrets: true,
    fixFor: ['ws'],
    clients: ['godot-web'],
  });
});

test.for([
  [[], 'No URL'],
  [['ws://a', 'ws://b'], 'More than one URL'],
  [['a'], 'not a URL'],
  [['ftp://a'], 'ws or wss, not ftp'],
  [['ws://a/#'], 'no fragment'],
  [['ws://a', '--protocol', 'a, b'], '"a, b" cannot be a subprotocol'],
  [['ws://a', '--protocol', ''], 'cannot be a subprotocol'],
  [['ws://a', '--protocol', 'a', '--protocol', 'a'], 'given twice'],
  [['ws://a', '--header', 'a'], 'not a header'],
  [['ws://a', '--header', 'a: b\r\nc: d'], 'one line'],
  [['ws://a', '--header', 'Sec-WebSocket-Protocol: a'], 'use --protocol'],
  [['ws://a', '--header', 'origin: a'], 'use --origin'],
  [['ws://a', '--origin', 'a\nb'], 'one line'],
  [['ws://a', '--timeout', 'soon'], 'number of seconds'],
  [['ws://a', '--timeout', '0'], 'number of seconds'],
  [['ws://a', '--fix-for', 'apaché'], 'Those known are: .*apache'],
  [['ws://a', '--client', 'godot'], 'Those known are: .*godot-web'],
  [['ws://a', '--jsn'], "Unknown option '--jsn'"],
] as const)('%j: %s', ([args, message]) => {
  expect(() => parseDoctorOptions(args)).toThrow(new RegExp(message));
});
