/** What one direction of a connection compresses with (RFC 7692 §7.1). */
export interface DeflateSide {
  /** Each message begins with an empty window. */
  readonly noContextTakeover: boolean;
  /** Size of the window as a power of two, 8 to 15. */
  readonly windowBits: number;
}

/** What the answer's `Sec-WebSocket-Extensions` says. */
export interface NegotiatedExtensions {
  /** `null` where permessage-deflate is not in it. */
  readonly deflate: { readonly sent: DeflateSide; readonly received: DeflateSide } | null;
  /** Names of all others. */
  readonly others: readonly string[];
}

/** Reads the extensions that a server has agreed to (RFC 6455 §9.1), as tolerantly as it can. */
export function parseNegotiated(header: string): NegotiatedExtensions {
  const [first, ...rest] = header
    .split(',')
    .map((extension) => extension.split(';').map((part) => part.trim()))
    .filter(([name]) => name !== '')
    .toSorted((a, b) => Number(isDeflate(b)) - Number(isDeflate(a)));
  const others = rest.map(([name = '']) => name);
  if (first === undefined) return { deflate: null, others };
  if (!isDeflate(first)) return { deflate: null, others: [first[0] ?? '', ...others] };
  const parameters = new Map(first.slice(1).map(readParameter));
  const side = (who: 'client' | 'server'): DeflateSide => ({
    noContextTakeover: parameters.has(`${who}_no_context_takeover`),
    windowBits: windowBits(parameters.get(`${who}_max_window_bits`)),
  });
  return { deflate: { sent: side('client'), received: side('server') }, others };
}

/** Takes permessage-deflate out of an offer. @returns empty where nothing else is offered */
export function withoutDeflate(offer: string): string {
  return offer
    .split(',')
    .map((extension) => extension.trim())
    .filter(
      (extension) => extension !== '' && !/^(?:permessage-deflate|x-webkit-deflate-frame)\b/i.test(extension),
    )
    .join(', ');
}

function isDeflate([name = '']: readonly string[]): boolean {
  return name.toLowerCase() === 'permessage-deflate';
}

function readParameter(parameter: string): [name: string, value: string] {
  const [name = '', value = ''] = parameter.split('=').map((part) => part.trim());
  return [name.toLowerCase(), value.replace(/^"(.*)"$/, '$1')];
}

function windowBits(value: string | undefined): number {
  const bits = Number(value);
  return Number.isInteger(bits) && bits >= 8 && bits <= 15 ? bits : 15;
}
