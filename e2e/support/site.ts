import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { makeSelfSignedCertificate } from '../../src/cli/tls/self-signed-certificate.ts';

interface PageOptions {
  readonly headers?: Readonly<Record<string, string>>;
}

/** A web server for the pages that tests inspect. */
export interface Site {
  /** Serves a page. @returns its URL on 127.0.0.1 */
  page(html: string, options?: PageOptions): string;
  /** Serves a page over TLS. @returns its URL on 127.0.0.1 */
  securePage(html: string): string;
  /** Serves a script. @returns its URL on 127.0.0.1 */
  source(script: string, options?: PageOptions): string;
  /** Serves a file of `e2e/fixtures` as a script. @returns its URL */
  script(name: string): string;
  close(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const pages = new Map<string, { body: string | Buffer; headers: Readonly<Record<string, string>> }>();
  const answer: http.RequestListener = (request, response) => {
    const page = pages.get(request.url ?? '');
    if (page) response.writeHead(200, page.headers).end(page.body);
    else response.writeHead(404).end();
  };
  const server = http.createServer(answer);
  const secureServer = https.createServer(makeSelfSignedCertificate(), answer);
  const servers = [server, secureServer];
  for (const each of servers) {
    await new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve));
  }
  const hostOf = (each: Server) => `127.0.0.1:${(each.address() as AddressInfo).port}`;
  const origin = `http://${hostOf(server)}`;
  let count = 0;
  const serve = (path: string, body: string | Buffer, headers: Readonly<Record<string, string>>) => {
    pages.set(path, { body, headers });
    return origin + path;
  };
  const page: Site['page'] = (html, { headers = {} } = {}) =>
    serve(`/page-${++count}`, `<!doctype html><meta charset="utf-8">${html}`, {
      'Content-Type': 'text/html',
      ...headers,
    });
  return {
    page,
    securePage: (html) => page(html).replace(origin, `https://${hostOf(secureServer)}`),
    source: (script, { headers = {} } = {}) =>
      serve(`/source-${++count}.js`, script, { 'Content-Type': 'text/javascript', ...headers }),
    script: (name) =>
      serve(`/${name}`, readFileSync(new URL(`../fixtures/${name}`, import.meta.url)), {
        'Content-Type': 'text/javascript; charset=utf-8',
      }),
    close: async () => {
      const closed = servers.map((each) => new Promise((resolve) => each.close(resolve)));
      for (const each of servers) each.closeAllConnections();
      await Promise.all(closed);
    },
  };
}
