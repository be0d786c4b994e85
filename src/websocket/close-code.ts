/** Names of the close codes of RFC 6455 §7.4.1 and the IANA registry. */
const NAMES: Readonly<Record<number, string>> = {
  1000: 'Normal Closure',
  1001: 'Going Away',
  1002: 'Protocol error',
  1003: 'Unsupported Data',
  1005: 'No Status Rcvd',
  1006: 'Abnormal Closure',
  1007: 'Invalid frame payload data',
  1008: 'Policy Violation',
  1009: 'Message Too Big',
  1010: 'Mandatory Ext.',
  1011: 'Internal Error',
  1012: 'Service Restart',
  1013: 'Try Again Later',
  1014: 'Bad Gateway',
  1015: 'TLS handshake',
};

/** @returns the registered name, or what the code's range is for (RFC 6455 §7.4.2) */
export function closeCodeName(code: number): string {
  const name = NAMES[code];
  if (name) return name;
  if (code >= 4000 && code <= 4999) return 'private use';
  if (code >= 3000 && code <= 3999) return 'registered by a library or framework';
  return 'not defined';
}
