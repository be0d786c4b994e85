/** A URL as a row has room for it: without the scheme that most have, the query cut. */
export function shortUrl(url: string): string {
  if (!URL.canParse(url)) return url === '' ? '(empty)' : url;
  const { protocol, host, pathname, search } = new URL(url);
  const scheme = protocol === 'ws:' ? '' : `${protocol}//`;
  return `${scheme}${host}${pathname}${search.length > 60 ? `${search.slice(0, 60)}…` : search}`;
}
