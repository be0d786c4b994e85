import type { ViolationId } from '../bridge/relay-feed.ts';

export interface Rule {
  readonly clause: string;
  /** What is wrong, as a sentence for a person. */
  readonly what: string;
}

/** What RFC 6455 and RFC 7692 ask for, and what a person is told where it is not kept. */
export const RULES: Readonly<Record<ViolationId, Rule>> = {
  'reserved-bits': {
    clause: 'RFC 6455 §5.2',
    what: 'A reserved bit (RSV1, RSV2, RSV3) is set that no negotiated extension gives a meaning here.',
  },
  'reserved-opcode': { clause: 'RFC 6455 §5.2', what: 'The opcode has no meaning.' },
  'not-masked': { clause: 'RFC 6455 §5.1', what: 'The client sent a frame without a mask.' },
  masked: { clause: 'RFC 6455 §5.1', what: 'The server sent a masked frame.' },
  'length-not-minimal': {
    clause: 'RFC 6455 §5.2',
    what: 'The payload length is not written in as few bytes as it can be.',
  },
  'length-too-large': {
    clause: 'RFC 6455 §5.2',
    what: 'The highest bit of the 64-bit payload length is set: where the next frame begins is unknown.',
  },
  'control-too-long': {
    clause: 'RFC 6455 §5.5',
    what: 'A control frame has a payload of more than 125 bytes.',
  },
  'control-fragmented': { clause: 'RFC 6455 §5.5', what: 'A control frame is fragmented: FIN is not set.' },
  'continuation-unexpected': {
    clause: 'RFC 6455 §5.4',
    what: 'A continuation frame came, but no message was begun.',
  },
  'message-interrupted': {
    clause: 'RFC 6455 §5.4',
    what: 'A new message began before the last one had ended.',
  },
  'text-not-utf8': { clause: 'RFC 6455 §8.1', what: 'The text of a message is not valid UTF-8.' },
  'close-length': {
    clause: 'RFC 6455 §5.5.1',
    what: 'A close frame has a payload of one byte, which is no close code.',
  },
  'close-code': { clause: 'RFC 6455 §7.4', what: 'The close code must not be sent in a close frame.' },
  'close-reason-not-utf8': {
    clause: 'RFC 6455 §5.5.1',
    what: 'The reason in a close frame is not valid UTF-8.',
  },
  'frame-after-close': { clause: 'RFC 6455 §5.5.1', what: 'A frame came after the close frame.' },
  'frame-incomplete': {
    clause: 'RFC 6455 §5.2',
    what: 'The connection ended in the middle of a frame.',
  },
  'deflate-invalid': {
    clause: 'RFC 7692 §7.2.2',
    what: 'A compressed message cannot be inflated.',
  },
  'not-http': { clause: 'RFC 6455 §4.1', what: 'What came is no HTTP message.' },
  'head-too-long': { clause: 'RFC 9112 §3', what: 'The headers have no end within 4 MiB.' },
  'head-incomplete': {
    clause: 'RFC 6455 §4.1',
    what: 'The connection ended before the headers did.',
  },
  'data-before-response': {
    clause: 'RFC 6455 §4.1',
    what: 'The client sent more than its request before the server had answered.',
  },
};
