/** The origin that a document's requests carry; `null` for one without, as browsers write it. */
export function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'null';
}

/** The path of a URL, as a server sees it. */
export function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
