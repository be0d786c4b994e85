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

/** Whether a URL leads to this machine or into its local network, by name or by address. */
export function isLocalNetwork(url: string): boolean {
  if (isLoopback(url)) return true;
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return (
    /\.local\.?$/.test(hostname) ||
    /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)[\d.]+$/.test(hostname) ||
    /^\[f(?:[cd]|e[89ab])/.test(hostname)
  );
}

/** The port that a URL leads to, written or not; `null` where it is no URL of a network scheme. */
export function portOf(url: string): number | null {
  if (!URL.canParse(url)) return null;
  const { protocol, port } = new URL(url);
  if (port !== '') return Number(port);
  if (/^(?:ws|http):$/.test(protocol)) return 80;
  return /^(?:wss|https):$/.test(protocol) ? 443 : null;
}
