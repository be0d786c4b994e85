import type { IncomingMessage } from 'node:http';

const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;
const EXTENSION = /^(?:chrome|moz)-extension:\/\/[\w-]+$/;

/**
 * Whether a request comes from an extension, or from a program that is no browser. A page's script that reaches a
 * loopback port says its origin; where it hides it (`no-cors`, a navigation), the browser says how it asks. A name
 * that an attacker's DNS leads here is in `Host`.
 */
export function isExtensionOrProgram({ headers }: IncomingMessage): boolean {
  if (!LOOPBACK_HOST.test(headers.host ?? '')) return false;
  if (headers.origin !== undefined) return EXTENSION.test(headers.origin);
  const mode = headers['sec-fetch-mode'];
  return mode === undefined || mode === 'cors';
}

/** Whether a request comes from another program on this machine, and from no browser at all. */
export function isProgram(request: IncomingMessage): boolean {
  const { headers } = request;
  return (
    isExtensionOrProgram(request) && headers.origin === undefined && headers['sec-fetch-mode'] === undefined
  );
}
