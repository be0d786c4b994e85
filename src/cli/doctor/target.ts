import { isIPv6 } from 'node:net';

/** Where a URL leads, in the words of a TCP connection and of a request's first lines. */
export interface Target {
  readonly url: string;
  readonly isSecure: boolean;
  /** Name or address to connect to, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** RFC 9110 §7.2: host, and the port where it is not the scheme's own. */
  readonly hostHeader: string;
  /** Path and query. */
  readonly requestTarget: string;
}

/** @param url valid, with the scheme ws, wss, http or https */
export function targetOf(url: string): Target {
  const { protocol, hostname, port, host, pathname, search } = new URL(url);
  const isSecure = protocol === 'wss:' || protocol === 'https:';
  return {
    url,
    isSecure,
    host: addressOf(hostname),
    port: port === '' ? (isSecure ? 443 : 80) : Number(port),
    hostHeader: host,
    requestTarget: pathname + search,
  };
}

/** What TLS is asked for by name (RFC 6066 §3 forbids addresses there). */
export function serverName({ host }: Target): string {
  return /^[\d.]+$/.test(host) || isIPv6(host) ? '' : host;
}

function addressOf(hostname: string): string {
  // Browsers never ask DNS for these (draft-ietf-dnsop-let-localhost-be-localhost).
  if (/\.localhost\.?$/.test(hostname)) return 'localhost';
  return hostname.replace(/^\[|\]$/g, '');
}
