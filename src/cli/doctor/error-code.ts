/**
 * The code of a network error of Node. OpenSSL's come as `EPROTO` with a reason in older versions, as `ERR_SSL_…` in
 * newer ones; here always as the latter.
 */
export function errorCode(error: Error): string {
  const { code, reason } = error as { readonly code?: unknown; readonly reason?: unknown };
  if (code === 'EPROTO' && typeof reason === 'string') {
    return `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`;
  }
  return typeof code === 'string' ? code : error.name;
}
