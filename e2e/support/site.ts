import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

interface PageOptions {
  readonly headers?: Readonly<Record<string, string>>;
}

/** A web server for the pages that tests inspect. */
export interface Site {
  /** Serves a page. @returns its URL on 127.0.0.1 */
  page(html: string, options?: PageOptions): string;
  /** Serves a file of `e2e/fixtures` as a script. @returns its URL */
  script(name: string): string;
  close(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const pages = new Map<string, { body: string | Buffer; headers: Readonly<Record<string, string>> }>();
  const server = http.createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    if (page) response.writeHead(200, page.headers).end(page.body);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let count = 0;
  const serve = (path: string, body: string | Buffer, headers: Readonly<Record<string, string>>) => {
    pages.set(path, { body, headers });
    return origin + path;
  };
  return {
    page: (html, { headers = {} } = {}) =>
      serve(`/page-${++count}`, `<!doctype html><meta charset="utf-8">${html}`, {
        'Content-Type': 'text/html',
        ...headers,
      }),
    script: (name) =>
      serve(`/${name}`, readFileSync(new URL(`../fixtures/${name}`, import.meta.url)), {
        'Content-Type': 'text/javascript; charset=utf-8',
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
