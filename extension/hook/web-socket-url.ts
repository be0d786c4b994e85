import { apply, construct, getterOf } from './primordials.ts';

const NativeURL = URL;
const hrefOf = getterOf<string>(URL.prototype, 'href');
const baseUrlOf = getterOf<string>(Node.prototype, 'baseURI');
const nativeSlice = String.prototype.slice;
const sliceFrom = (text: string, start: number): string => apply(nativeSlice, text, [start]);

/** The URL that a socket will have (WHATWG WebSockets, "get a WebSocket URL"); what is none stays as it is. */
export function webSocketUrl(argument: string): string {
  try {
    const href = hrefOf(construct(NativeURL, [argument, baseUrlOf(document)]));
    return href[0] === 'h' && href[3] === 'p' ? `ws${sliceFrom(href, 4)}` : href;
  } catch {
    return argument;
  }
}
