/** From the page's view: `sent` left the page, `received` reached it. */
export type Direction = 'sent' | 'received';

/** The two data opcodes of RFC 6455 §5.6 that a page's API can show: 0x1 text, 0x2 binary. */
export type FrameType = 'text' | 'binary';
