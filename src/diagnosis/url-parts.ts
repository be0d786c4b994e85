/** Host and port of a URL as it is written, or the text itself where it is no URL. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** The path of a URL, as a server sees it. */
export function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

/** The origin that a document's requests carry; `null` for one without, as browsers write it. */
export function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'null';
}

/** Whether a URL leads to this very machine (W3C Secure Contexts §3.1). */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return /^(127\.[\d.]+|\[::1\]|(.+\.)?localhost\.?)$/.test(hostname);
}
