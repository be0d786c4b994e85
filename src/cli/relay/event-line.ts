import type { WireClose, WireEvent } from '../../bridge/relay-feed.ts';
import { closeCodeName } from '../../websocket/close-code.ts';
import { parseHead } from '../../wire/http-head.ts';
import { printable } from '../doctor/terminal.ts';

/** One event as a line for a person; `null` for those that others say better. */
export function eventLine(event: WireEvent, timeOrigin: number): string | null {
  const text = textOf(event);
  if (text === null) return null;
  const at = new Date(timeOrigin + event.time).toISOString().slice(11, 23);
  return printable(`${at} #${event.connection} ${text}`);
}

function textOf(event: WireEvent): string | null {
  switch (event.type) {
    case 'accepted':
      return `client ${event.client}`;
    case 'connected':
      return null;
    case 'failed':
      return `✕ the target cannot be reached: ${event.message}`;
    case 'request':
      return `↑ ${parseHead(event.original.bytes).startLine}`;
    case 'response':
      return `↓ ${parseHead(event.original.bytes).startLine}`;
    case 'edit':
      return `  ✎ ${event.head}: ${change(event.field, event.before, event.after)} (${event.why})`;
    case 'open':
      return `  open, ${event.protocol === '' ? 'no subprotocol' : `subprotocol ${event.protocol}`}`;
    case 'violation': {
      const where = event.frame === null ? '' : ` frame ${event.frame}`;
      return `! ${arrow(event.direction)}${where}: ${event.what} (${event.clause})`;
    }
    case 'unread':
      return `! ${arrow(event.direction)} passed on unread from here on: ${event.why}`;
    case 'half-closed':
      return null;
    case 'reset':
      return `✕ ${event.direction === 'sent' ? 'the client' : 'the server'} broke the connection off (${event.code})`;
    case 'ended':
      return `ended, ↑ ${event.sentBytes} B ↓ ${event.receivedBytes} B${closes(event)}`;
  }
}

function change(field: string, before: string | null, after: string | null): string {
  if (after === null) return `${field} left out, was "${before ?? ''}"`;
  return before === null ? `${field} added, "${after}"` : `${field} "${before}" → "${after}"`;
}

function closes({ sentClose, receivedClose }: Extract<WireEvent, { type: 'ended' }>): string {
  const one = (sign: string, close: WireClose | null) =>
    close ? `, ${sign} close ${close.code} ${close.reason || closeCodeName(close.code)}` : '';
  return one('↑', sentClose) + one('↓', receivedClose);
}

function arrow(direction: 'sent' | 'received'): string {
  return direction === 'sent' ? '↑' : '↓';
}
