import { beganWith } from '../beginning.ts';
import { type DecodeContext, type Decoder, type Exchange, MAX_SUMMARY, NOT_MINE } from '../decoder.ts';
import { type Reading, readingOf } from '../reading.ts';
import { endOfFrame, isHeartbeat, readFrame, type StompFrame } from './stomp-frame.ts';
import { shorten, summaryOf } from '../values/summary.ts';
import type { Value } from '../values/value.ts';

const OPENING = /^\r?\n?(?:CONNECT|STOMP)\r?\n/;
/** How much a lone line feed looks like STOMP where the connection does not. */
const STRAY = 0.2;

/** STOMP 1.0 to 1.2 over WebSocket. */
export const decoder: Decoder = {
  decode(payload, context) {
    if (isHeartbeat(payload.bytes)) {
      return {
        outcome: 'decoded',
        value: { kind: 'string', value: 'heart-beat', start: 0, end: payload.bytes.length },
        summary: 'heart-beat',
        exchanges: [{ role: 'heartbeat' }],
        likelihood: beganWith(context.frames, OPENING) ? 1 : STRAY,
      };
    }
    if (!readFrame(payload.bytes, 0)) return NOT_MINE;
    return readingOf(
      payload,
      context,
      (reading) => {
        const values: Value[] = [];
        const summaries: string[] = [];
        const exchanges: Exchange[] = [];
        let at = 0;
        while (at < payload.bytes.length) {
          reading.node(at);
          const frame = readFrame(payload.bytes, at) ?? reading.broken(at, 'no STOMP command stands here');
          const { value, summary } = describe(frame, payload.isText, reading, context);
          values.push(value);
          summaries.push(summary);
          exchanges.push(exchangeOf(frame));
          const [only] = values;
          reading.root = values.length === 1 && only ? only : { kind: 'array', items: values };
          if (!frame.isClosed) reading.broken(frame.end, 'the NUL that ends a STOMP frame is missing');
          at = endOfFrame(payload.bytes, frame.end + 1);
        }
        return { summary: shorten(summaries.join('; '), MAX_SUMMARY), exchanges };
      },
      summaryOf,
    );
  },
};

function describe(
  frame: StompFrame,
  isText: boolean,
  reading: Reading,
  context: DecodeContext,
): { readonly value: Value; readonly summary: string } {
  const { command, start, end, bodyAt, body } = frame;
  const headers = frame.headers.map(({ name, value, start, end }) => {
    reading.node(start);
    return { key: name, value: { kind: 'string', value, start, end } as const };
  });
  const nested =
    body.length > 0
      ? context.nest({ bytes: body, isText, start: bodyAt, end: bodyAt + body.length })
      : undefined;
  const value: Value = {
    kind: 'object',
    start,
    end,
    entries: [
      { key: 'command', value: { kind: 'string', value: command, start, end: start + command.length } },
      { key: 'headers', value: { kind: 'object', entries: headers } },
      ...(nested ? [{ key: 'body', value: nested }] : []),
    ],
  };
  const of = (name: string) => frame.headers.find((header) => header.name === name)?.value;
  const where =
    of('destination') ??
    of('message') ??
    of('receipt-id') ??
    of('version') ??
    of('accept-version') ??
    of('id');
  const said = nested?.summary === undefined ? '' : ` → ${nested.summary}`;
  const receipt = of('receipt');
  const wants = receipt === undefined ? '' : `, receipt ${receipt}`;
  return {
    value,
    summary: shorten(`${command}${where === undefined ? '' : ` ${where}`}${said}${wants}`, MAX_SUMMARY),
  };
}

function exchangeOf({ command, headers }: StompFrame): Exchange {
  const of = (name: string) => headers.find((header) => header.name === name)?.value;
  const receipt = of('receipt');
  const receiptId = of('receipt-id');
  if (command === 'CONNECT' || command === 'STOMP') return { role: 'request', id: 'connect', name: command };
  if (command === 'CONNECTED') return { role: 'reply', id: 'connect' };
  if (command === 'RECEIPT' && receiptId !== undefined) return { role: 'reply', id: receiptId };
  if (command === 'ERROR' && receiptId !== undefined) return { role: 'reply', id: receiptId, isError: true };
  const name = of('destination') ?? command;
  return receipt === undefined ? { role: 'event', name } : { role: 'request', id: receipt, name };
}
