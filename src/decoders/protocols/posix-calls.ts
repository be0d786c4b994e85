interface CallField {
  readonly name: string;
  /** Bytes of a field that is no 32-bit number. */
  readonly length?: number;
  readonly isAddress?: boolean;
  readonly symbols?: ReadonlyMap<number, string>;
}

/** What a call sends behind its id and function. */
export interface PosixCall {
  readonly name: string;
  readonly fields: readonly CallField[];
  readonly fixedBytes: number;
  /** What follows the fields, of any length. */
  readonly tail?: 'address' | 'message' | 'option_value';
}

/** The numbers that Emscripten's C library shares with Linux. */
const DOMAINS = new Map([
  [1, 'AF_UNIX'],
  [2, 'AF_INET'],
  [10, 'AF_INET6'],
]);
const TYPES = new Map([
  [1, 'SOCK_STREAM'],
  [2, 'SOCK_DGRAM'],
]);
const PROTOCOLS = new Map([
  [6, 'IPPROTO_TCP'],
  [17, 'IPPROTO_UDP'],
]);
const HOWS = new Map([
  [0, 'SHUT_RD'],
  [1, 'SHUT_WR'],
  [2, 'SHUT_RDWR'],
]);
const ERRORS = new Map([
  [11, 'EAGAIN'],
  [13, 'EACCES'],
  [22, 'EINVAL'],
  [32, 'EPIPE'],
  [98, 'EADDRINUSE'],
  [99, 'EADDRNOTAVAIL'],
  [101, 'ENETUNREACH'],
  [104, 'ECONNRESET'],
  [106, 'EISCONN'],
  [107, 'ENOTCONN'],
  [110, 'ETIMEDOUT'],
  [111, 'ECONNREFUSED'],
  [113, 'EHOSTUNREACH'],
  [115, 'EINPROGRESS'],
]);

const SYMBOLS: Readonly<Record<string, ReadonlyMap<number, string>>> = {
  domain: DOMAINS,
  type: TYPES,
  protocol: PROTOCOLS,
  how: HOWS,
};
const LENGTHS: Readonly<Record<string, number>> = { node: 2048, service: 128, dest_addr: 256 };

function call(name: string, fields: string, tail?: PosixCall['tail']): PosixCall {
  const parts = fields.split(' ').map((name): CallField => {
    const [symbols, length] = [SYMBOLS[name], LENGTHS[name]];
    if (symbols) return { name, symbols };
    return length === undefined ? { name } : { name, length, isAddress: name === 'dest_addr' };
  });
  const fixedBytes = parts.reduce((sum, { length }) => sum + (length ?? 4), 0);
  return { name, fields: parts, fixedBytes, ...(tail && { tail }) };
}

/** The functions of Emscripten's websocket_to_posix_socket by their numbers. */
export const CALLS: ReadonlyMap<number, PosixCall> = new Map([
  [1, call('socket', 'domain type protocol')],
  [2, call('socketpair', 'domain type protocol')],
  [3, call('shutdown', 'socket how')],
  [4, call('bind', 'socket address_len', 'address')],
  [5, call('connect', 'socket address_len', 'address')],
  [6, call('listen', 'socket backlog')],
  [7, call('accept', 'socket address_len')],
  [8, call('getsockname', 'socket address_len')],
  [9, call('getpeername', 'socket address_len')],
  [10, call('send', 'socket length flags', 'message')],
  [11, call('recv', 'socket length flags')],
  [12, call('sendto', 'socket length flags dest_len dest_addr', 'message')],
  [13, call('recvfrom', 'socket length flags address_len')],
  [16, call('getsockopt', 'socket level option_name option_len')],
  [17, call('setsockopt', 'socket level option_name option_len', 'option_value')],
  [18, call('getaddrinfo', 'node service hasHints ai_flags ai_family ai_socktype ai_protocol')],
]);

export function errorName(errno: number): string {
  return ERRORS.get(errno) ?? `errno ${errno}`;
}

/** An address as the bytes of Linux' `sockaddr_in` have it; of other families, its family. */
export function sockaddrText(bytes: Uint8Array): string {
  const family = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8);
  if (family === 2 && bytes.length >= 8)
    return `${bytes.subarray(4, 8).join('.')}:${((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0)}`;
  return DOMAINS.get(family) ?? `address family ${family}`;
}
