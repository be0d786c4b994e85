import type { RawHead, WireClose, WireEvent } from '../bridge/relay-feed.ts';
import type { HandshakeEvidence } from '../diagnosis/evidence.ts';
import { parseHead, parseRequestLine } from '../wire/http-head.ts';
import { headerValue } from '../websocket/header-field.ts';
import { parseSubprotocols } from '../websocket/subprotocol.ts';
import type { Connection } from './connection.ts';
import { type RelayedHead, type WireRecord, withListed } from './wire-record.ts';

/** What an event changes of a connection; of its evidence only the fields that change. */
export interface WireChange {
  readonly state?: Connection['state'];
  readonly wire: WireRecord;
  readonly evidence: Partial<HandshakeEvidence>;
}

const SIDES = { sent: 'The client', received: 'The server' } as const;

/**
 * What a native relay's event says of its connection.
 * @param time of the event, in milliseconds since the Unix epoch
 * @param target where the relay leads its clients
 */
export function withWireEvent(
  connection: Pick<Connection, 'state' | 'evidence'> & { readonly wire: WireRecord },
  event: Exclude<WireEvent, { type: 'accepted' }>,
  time: number,
  target: string,
): WireChange {
  const { wire, evidence, state } = connection;
  const noted = (what: string): WireRecord => ({ ...wire, notes: withListed(wire.notes, { time, what }) });
  switch (event.type) {
    case 'connected':
      return {
        wire: { ...wire, server: event.server, ...(event.tls === undefined ? {} : { tls: event.tls }) },
        evidence: {},
      };
    case 'failed':
      return {
        state: 'failed',
        wire: noted(`${event.message} (${event.code})`),
        evidence: { outcome: 'failed', settledAt: time },
      };
    case 'request': {
      const request = relayed(event, time);
      const { response } = wire;
      const seen = response
        ? noted(`The client asked again after the answer “${parseHead(response.original.bytes).startLine}”.`)
        : wire;
      return { wire: { ...seen, request }, evidence: fromRequest(request, target) };
    }
    case 'response': {
      const response = relayed(event, time);
      const exchange = withResponse(evidence.exchange ?? { time }, event.status, response);
      const failed = { outcome: 'failed', settledAt: time } as const;
      return {
        ...(event.status === 101 ? {} : { state: 'failed' }),
        wire: { ...wire, response },
        evidence: { exchange, ...(event.status === 101 ? {} : failed) },
      };
    }
    case 'edit': {
      const { head, why, field, before, after } = event;
      return {
        wire: { ...wire, edits: withListed(wire.edits, { head, why, field, before, after }) },
        evidence: {},
      };
    }
    case 'open':
      return {
        state: 'open',
        wire,
        evidence: {
          outcome: 'open',
          settledAt: time,
          openedAt: time,
          selectedProtocol: event.protocol,
          extensions: event.extensions,
        },
      };
    case 'violation': {
      const { direction, violation, clause, what } = event;
      const violations = withListed(wire.violations, { time, direction, violation, clause, what });
      return { wire: { ...wire, violations, violationCount: wire.violationCount + 1 }, evidence: {} };
    }
    case 'unread': {
      const side = SIDES[event.direction];
      const what =
        event.from === 'frames'
          ? 'is passed on unread from here'
          : 'is shown compressed from here, as it comes';
      return { wire: noted(`What ${side.toLowerCase()} sends ${what}: ${event.why}`), evidence: {} };
    }
    case 'half-closed':
      return {
        wire: noted(`${SIDES[event.direction]} ended its side of the connection (TCP FIN)`),
        evidence: {},
      };
    case 'reset':
      return {
        wire: noted(`${SIDES[event.direction]} broke the connection off (${event.code})`),
        evidence: {},
      };
    case 'ended': {
      const { sentClose, receivedClose, sentBytes, receivedBytes } = event;
      const hasOpened = evidence.openedAt !== undefined;
      return {
        state: hasOpened ? 'closed' : 'failed',
        wire: { ...wire, sentClose, receivedClose, sentBytes, receivedBytes },
        evidence: hasOpened
          ? { close: closeOf(sentClose, receivedClose, time) }
          : { outcome: 'failed', settledAt: evidence.settledAt ?? time },
      };
    }
    default:
      event satisfies never;
      return { state, wire, evidence: {} };
  }
}

function relayed({ original, passed }: { original: RawHead; passed?: RawHead }, time: number): RelayedHead {
  return { time, original, ...(passed ? { passed } : {}) };
}

/** The handshake as the server got it. */
function fromRequest(request: RelayedHead, target: string): Partial<HandshakeEvidence> {
  const { startLine, fields } = parseHead((request.passed ?? request.original).bytes);
  const asked = parseHead(request.original.bytes);
  const offer = headerValue(asked.fields, 'sec-websocket-protocol');
  return {
    url: urlAt(target, parseRequestLine(startLine).target),
    protocols: offer === undefined ? [] : parseSubprotocols(offer),
    exchange: { time: request.time, requestHeaders: fields },
  };
}

/** Where a request target leads on a server; the server's own URL for what is none. */
function urlAt(target: string, path: string): string {
  if (!path.startsWith('/') || !URL.canParse(target)) return target;
  const url = new URL(target);
  const [pathname = '/', query = ''] = path.split(/\?(.*)/s, 2);
  url.pathname = pathname;
  url.search = query;
  return url.href;
}

function withResponse(
  exchange: NonNullable<HandshakeEvidence['exchange']>,
  status: number,
  response: RelayedHead,
): NonNullable<HandshakeEvidence['exchange']> {
  const { startLine, fields } = parseHead(response.original.bytes);
  return { ...exchange, response: { time: response.time, status, statusLine: startLine, headers: fields } };
}

/** As the client's API would tell it (RFC 6455 §7.1.5): what the server's close frame says, else 1006. */
function closeOf(
  sent: WireClose | null,
  received: WireClose | null,
  time: number,
): NonNullable<HandshakeEvidence['close']> {
  const { code, reason } = received ?? { code: 1006, reason: '' };
  return { code, reason, wasClean: sent !== null && received !== null, time };
}
