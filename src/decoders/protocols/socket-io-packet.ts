import { beganWith } from '../beginning.ts';
import type { ConnectionFrames } from '../decoder.ts';

const TYPES = ['connect', 'disconnect', 'event', 'ack', 'connect error', 'binary event', 'binary ack'];
/** `4`, the type, how many attachments, the namespace, the ack id; JSON follows. */
const PACKET = /^4([0-6])(?:(\d{1,6})-)?(?:(\/[^,]{0,1000}),)?(\d{1,15})?(?=[[{"]|$)/;
const HANDSHAKE = /^(?:0\{"sid":|40(?:\{|\/|$))/;

export interface SocketIoPacket {
  readonly type: number;
  readonly name: string;
  /** Binary frames that follow and belong to it. */
  readonly attachments: number;
  readonly namespace: string;
  /** Of the acknowledgement that is wanted or given. */
  readonly id: number | null;
  /** Where its JSON begins, in characters. */
  readonly bodyAt: number;
}

/** Reads what stands before the JSON of a Socket.IO packet in an Engine.IO message; `null` where it is none. */
export function readPacket(text: string): SocketIoPacket | null {
  const match = PACKET.exec(text);
  if (!match) return null;
  const [head, digit, attachments, namespace = '/', id] = match;
  const type = Number(digit);
  const name = TYPES[type] ?? '';
  const isBinary = name.startsWith('binary');
  const hasBody = head.length < text.length;
  // Only the two binary types have attachments; events and acks are arrays.
  if (isBinary !== (attachments !== undefined)) return null;
  if ((isBinary || type === 2 || type === 3) && text[head.length] !== '[') return null;
  if (type === 1 && hasBody) return null;
  return {
    type,
    name,
    attachments: Number(attachments ?? 0),
    namespace,
    id: id === undefined ? null : Number(id),
    bodyAt: head.length,
  };
}

/** Whether a connection began as those of Engine.IO do. */
export function isEngineIo(frames: ConnectionFrames): boolean {
  return beganWith(frames, HANDSHAKE);
}
