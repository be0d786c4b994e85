import { describe, expect, it } from 'vitest';
import { Session } from '../../src/session/session.ts';
import { openRecording } from './open-recording.ts';

const HEAD = {
  type: 'recording',
  version: 1,
  relay: { relayKey: 'k', url: 'ws://localhost:9998', target: 'ws://a/', timeOrigin: 1_000, edits: [] },
};
const ACCEPTED = { type: 'accepted', number: 0, time: 1, connection: 1, client: '127.0.0.1:5000' };
const frame = (number: number) => ({
  type: 'frame',
  number,
  time: 2,
  connection: 1,
  direction: 'sent',
  fin: true,
  opcode: 1,
  isText: true,
  maskingKey: '01020304',
  length: 2,
  wireLength: 2,
  text: 'hi',
});

const fileOf = (...lines: readonly (object | string)[]) =>
  new File(
    [lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')],
    'session.jsonl',
  );

async function open(file: File, session = new Session({ browser: 'chrome' })) {
  return { opened: await openRecording(session, file, () => {}), session };
}

describe('opening a recording', () => {
  it('gives connections and frames that have ended with it', async () => {
    const { opened, session } = await open(fileOf(HEAD, ACCEPTED, frame(0), frame(1)));
    expect(opened).toEqual({ ok: true, connections: 1, frames: 2, unreadable: { count: 0 } });
    expect(session.connections[0]).toMatchObject({ state: 'failed', wire: { recording: 'session.jsonl' } });
    expect(session.frames.header(session.frames.firstRow)?.maskingKey).toBe(0x01020304);
  });

  it('says what is wrong with a file that is none', async () => {
    const whyNot = async (file: File) => {
      const { opened, session } = await open(file);
      expect(session.connections).toEqual([]);
      return opened.ok ? null : opened.why;
    };
    expect(await whyNot(fileOf(''))).toBe('it is empty');
    expect(await whyNot(fileOf('{}', ACCEPTED))).toMatch(
      /^its first line is not that of a recording \(.*type/,
    );
    expect(await whyNot(fileOf('GIF89a'))).toBe('its first line is not that of a recording (not JSON)');
    expect(await whyNot(fileOf({ ...HEAD, version: 2 }))).toMatch(/version/);
  });

  it('leaves out lines that it cannot read, counts them, and names the first', async () => {
    const { opened } = await open(fileOf(HEAD, ACCEPTED, '{"type":"frame"', frame(0), '[]'));
    expect(opened).toMatchObject({
      ok: true,
      frames: 1,
      unreadable: { count: 2, first: { line: 3, why: 'not JSON' } },
    });
  });

  it('takes what a file claims without end only up to its bounds', async () => {
    const accepted = Array.from({ length: 20_000 }, (_, number) => ({
      ...ACCEPTED,
      number,
      connection: number,
    }));
    const violations = Array.from({ length: 20_000 }, (_, i) => ({
      type: 'violation',
      number: 20_000 + i,
      time: 3,
      connection: 1,
      direction: 'sent',
      frame: 0,
      violation: 'masked',
      clause: 'RFC 6455 §5.1',
      what: 'The server masked a frame',
    }));
    const { opened, session } = await open(
      fileOf(HEAD, ...accepted, ...violations, { ...frame(0), violating: true }),
    );
    expect(opened).toMatchObject({ ok: true, connections: 10_000, frames: 1 });
    expect(session.frames.violations(session.frames.firstRow)).toHaveLength(16);
    expect(session.connections[1]?.wire?.violations).toHaveLength(100);
  });

  it('opens the same file once, until it is cleared', async () => {
    const file = fileOf(HEAD, ACCEPTED, frame(0));
    const { session } = await open(file);
    expect((await open(file, session)).opened).toEqual({ ok: false, why: 'it is open already' });
    session.clear();
    expect((await open(file, session)).opened.ok).toBe(true);
  });
});
