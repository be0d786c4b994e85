/** Header fields that a verdict is about, in lower case; `status` stands for the first line of the answer. */
export interface LinesAtFault {
  readonly asked: ReadonlySet<string>;
  readonly answered: ReadonlySet<string>;
}

type Lines = readonly [asked: readonly string[], answered: readonly string[]];

const SUBPROTOCOL: Lines = [['sec-websocket-protocol'], ['sec-websocket-protocol']];
const STATUS: Lines = [[], ['status']];
const EXTENSIONS: Lines = [['sec-websocket-extensions'], ['sec-websocket-extensions']];
const ACCEPT: Lines = [['sec-websocket-key'], ['sec-websocket-accept']];

const LINES: Readonly<Record<string, Lines>> = {
  'subprotocol-omitted': SUBPROTOCOL,
  'subprotocol-mismatch': SUBPROTOCOL,
  'subprotocol-unrequested': SUBPROTOCOL,
  'subprotocol-repeated': SUBPROTOCOL,
  'subprotocol-required': [['sec-websocket-protocol'], ['status']],
  'status-redirect': [[], ['status', 'location']],
  'status-unauthorized': [
    ['authorization', 'cookie'],
    ['status', 'www-authenticate'],
  ],
  'origin-rejected': [['origin'], ['status']],
  'status-forbidden': [['origin'], ['status']],
  'status-upgrade-required': [['upgrade', 'connection'], ['status']],
  'upgrade-header-wrong': [['upgrade'], ['upgrade']],
  'connection-header-wrong': [['connection'], ['connection']],
  'accept-missing': ACCEPT,
  'accept-mismatch': ACCEPT,
  'extension-unrequested': EXTENSIONS,
  'extension-invalid': EXTENSIONS,
};

/** Which lines of a handshake a cause is to be seen in. */
export function linesAtFault(cause: string | undefined): LinesAtFault {
  const isStatus = cause?.startsWith('status-') === true || cause === 'not-upgraded';
  const [asked, answered] = LINES[cause ?? ''] ?? (isStatus ? STATUS : [[], []]);
  return { asked: new Set(asked), answered: new Set(answered) };
}
