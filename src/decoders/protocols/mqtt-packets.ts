import type { Packet } from 'mqtt-packet';
import type { DecodeContext, Exchange } from '../decoder.ts';
import { valueOf } from '../values/js-value.ts';
import type { Reading } from '../reading.ts';
import { shorten } from '../values/summary.ts';
import type { Value } from '../values/value.ts';

/** The library gives these flags of PUBLISH for every packet. */
const PUBLISH_FLAGS = new Set(['retain', 'qos', 'dup']);
/** What the library adds that is not in the packet, or is told otherwise here. */
const NOT_SHOWN = new Set(['cmd', 'length', 'payload', 'topic', 'messageId']);

/** Bytes of a payload that tell whether it is text. */
const LOOKED_AT = 4_096;

/** What a packet says, in one line, and to which other it belongs. */
export function describePacket(
  packet: Packet,
  name: string,
  reading: Reading,
  context: DecodeContext,
): { readonly value: Value; readonly summary: string; readonly exchange?: Exchange } {
  const payload = packet.cmd === 'publish' ? nested(packet.payload, context) : undefined;
  const entries: { key: string; value: Value }[] = [
    { key: 'packet', value: { kind: 'string', value: name } },
  ];
  if (packet.cmd === 'publish')
    entries.push({ key: 'topic', value: { kind: 'string', value: packet.topic } });
  if (packet.messageId !== undefined)
    entries.push({ key: 'packetId', value: { kind: 'number', value: packet.messageId } });
  for (const [key, value] of Object.entries(packet) as [string, unknown][]) {
    const isFlag = PUBLISH_FLAGS.has(key) && packet.cmd !== 'publish';
    if (!isFlag && !NOT_SHOWN.has(key) && value !== undefined && value !== null)
      entries.push({ key, value: valueOf(value, reading) });
  }
  if (payload) entries.push({ key: 'payload', value: payload });
  const exchange = exchangeOf(packet);
  return {
    value: { kind: 'object', entries },
    summary: summaryIn(packet, name, payload?.summary ?? ''),
    ...(exchange && { exchange }),
  };
}

function nested(payload: string | Uint8Array, context: DecodeContext) {
  const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : new Uint8Array(payload);
  const text = isText(bytes);
  return context.nest({ bytes, isText: text });
}

/** MQTT does not say whether a payload is text, so its beginning has to. */
function isText(payload: Uint8Array): boolean {
  const bytes = payload.subarray(0, LOOKED_AT);
  if (bytes.subarray(0, 256).some((byte) => byte < 9 || (byte > 13 && byte < 32))) return false;
  try {
    // The last character may be cut in two.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: bytes.length < payload.length });
    return true;
  } catch {
    return false;
  }
}

function summaryIn(packet: Packet, name: string, payload: string): string {
  switch (packet.cmd) {
    case 'connect':
      return `${name} ${shorten(packet.clientId, 60)}, MQTT ${packet.protocolVersion === 5 ? '5' : packet.protocolVersion === 3 ? '3.1' : '3.1.1'}`;
    case 'connack': {
      const code = packet.reasonCode ?? packet.returnCode ?? 0;
      return code === 0
        ? `${name} accepted${packet.sessionPresent ? ', session kept' : ''}`
        : `${name} refused, code ${code}`;
    }
    case 'publish':
      return `${name} ${shorten(packet.topic, 60)} → ${payload === '' ? 'nothing' : payload}${packet.qos > 0 ? `, QoS ${packet.qos}` : ''}${packet.retain ? ', retained' : ''}`;
    case 'subscribe':
      return `${name} ${packet.subscriptions.map(({ topic, qos }) => `${topic} (QoS ${qos})`).join(', ')}`;
    case 'unsubscribe':
      return `${name} ${packet.unsubscriptions.join(', ')}`;
    case 'suback':
    case 'unsuback': {
      const codes = (packet.granted as readonly unknown[] | undefined) ?? [];
      const refused = codes.filter((code) => typeof code === 'number' && code >= 0x80).length;
      return `${name} ${packet.messageId}${refused > 0 ? `, ${refused} refused` : ''}`;
    }
    case 'puback':
    case 'pubrec':
    case 'pubrel':
    case 'pubcomp': {
      const code = packet.reasonCode ?? 0;
      return `${name} ${packet.messageId}${code >= 0x80 ? `, refused with code ${code}` : ''}`;
    }
    case 'pingreq':
    case 'pingresp':
      return name;
    case 'disconnect':
    case 'auth':
      return packet.reasonCode ? `${name}, code ${packet.reasonCode}` : name;
  }
}

/** Which answers which: MQTT 5, 4.3 and 4.4. */
function exchangeOf(packet: Packet): Exchange | undefined {
  const { messageId } = packet;
  const reply = (id: string, code: number | undefined): Exchange => ({
    role: 'reply',
    id,
    ...((code ?? 0) >= 0x80 && { isError: true }),
  });
  switch (packet.cmd) {
    case 'connect':
      return { role: 'request', id: 'connect', name: 'CONNECT' };
    case 'connack': {
      const code = packet.reasonCode ?? packet.returnCode ?? 0;
      return { role: 'reply', id: 'connect', ...(code !== 0 && { isError: true }) };
    }
    case 'publish':
      return packet.qos === 0
        ? { role: 'event', name: packet.topic }
        : { role: 'request', id: `publish ${messageId}`, name: packet.topic };
    case 'puback':
    case 'pubrec':
      return reply(`publish ${messageId}`, packet.reasonCode);
    case 'pubrel':
      return { role: 'request', id: `release ${messageId}`, name: 'PUBREL' };
    case 'pubcomp':
      return reply(`release ${messageId}`, packet.reasonCode);
    case 'subscribe':
      return { role: 'request', id: `subscribe ${messageId}`, name: 'SUBSCRIBE' };
    case 'suback': {
      const codes = packet.granted as readonly unknown[];
      const isError = codes.some((code) => typeof code === 'number' && code >= 0x80);
      return { role: 'reply', id: `subscribe ${messageId}`, ...(isError && { isError }) };
    }
    case 'unsubscribe':
      return { role: 'request', id: `unsubscribe ${messageId}`, name: 'UNSUBSCRIBE' };
    case 'unsuback':
      return { role: 'reply', id: `unsubscribe ${messageId}` };
    case 'pingreq':
    case 'pingresp':
      return { role: 'heartbeat' };
    case 'disconnect':
    case 'auth':
      return { role: 'handshake' };
  }
}
