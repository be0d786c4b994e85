import { describe, expect, test } from 'vitest';
import { readChromeCutText, readChromeErrorText } from './chrome-error-text.ts';

const HANDSHAKE = 'Error during WebSocket handshake: ';
const CONSOLE = "WebSocket connection to 'ws://game.example/it's' failed: ";
const OMITTED = "Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received";

test.for([OMITTED, HANDSHAKE + OMITTED, CONSOLE + HANDSHAKE + OMITTED])(
  'reads it with and without what Chrome puts in front: %s',
  (text) => {
    expect(readChromeErrorText(text, 5)).toMatchObject({
      kind: 'subprotocol-omitted',
      witness: 'browser-log',
      time: 5,
    });
  },
);

test('quotes the text in full, without the console’s own words', () => {
  const { what } = readChromeErrorText(`${CONSOLE}${HANDSHAKE}'Upgrade' header is missing`, 0);
  expect(what).toBe("Chrome says: `Error during WebSocket handshake: 'Upgrade' header is missing`");
});

test('keeps the stages apart', () => {
  const reset = 'net::ERR_CONNECTION_RESET';
  expect(readChromeErrorText(HANDSHAKE + reset, 0)).toMatchObject({ stage: 'response' });
  expect(readChromeErrorText(`Error in connection establishment: ${reset}`, 0)).toMatchObject({
    stage: 'tls',
  });
});

test.for(['', ' ', CONSOLE])('knows that a blank text is no text: %j', (text) => {
  expect(readChromeErrorText(text, 0, true)).toMatchObject({ kind: 'text-blanked', sent: true });
  expect(readChromeErrorText(text, 0, false)).toMatchObject({ kind: 'text-blanked', sent: false });
  expect(readChromeCutText(text, 0).kind).toBe('text-blanked');
});

describe('a value that a server chose is no text of Chrome', () => {
  test.for([
    "'Upgrade' header is missing",
    'net::ERR_CONNECTION_REFUSED',
    `x' failed: ${HANDSHAKE}${OMITTED}`,
  ])('%s', (value) => {
    const text = `${HANDSHAKE}'Sec-WebSocket-Protocol' header value '${value}' in response does not match any of sent values`;
    expect(readChromeErrorText(text, 0)).toMatchObject({ kind: 'subprotocol-mismatch', value });
  });

  test('nor is a longer text the same as a known one', () => {
    expect(readChromeErrorText('net::ERR_CONNECTION_REFUSED_BY_SOMETHING_NEW', 0).kind).toBe(
      'not-understood',
    );
  });
});

test('what is said after opening is read apart from what is said of the handshake', () => {
  expect(readChromeCutText('Unrecognized frame opcode: 3', 0).kind).toBe('frame-invalid');
  expect(readChromeErrorText('Unrecognized frame opcode: 3', 0).kind).toBe('not-understood');
});
