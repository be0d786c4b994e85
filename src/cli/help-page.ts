import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HELP_PAGE_SCRIPT } from './help-page-script.ts';
import { HELP_PAGE_STYLE } from './help-page-style.ts';
import type { MisbehaviourOption } from './misbehaviours/misbehaviour.ts';
import { syntax } from './misbehaviours/option-value.ts';
import { OPTIONS } from './misbehaviours/registry.ts';

/**
 * Answers a request that is no opening handshake: the help page, or why there is none.
 * @param listener the listener's misbehaviours as they were written
 */
export function answerPlainRequest(
  request: IncomingMessage,
  response: ServerResponse,
  listener: string,
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    answerText(response, 405, 'Only GET is answered here.', { Allow: 'GET, HEAD' });
  } else if ('sec-websocket-key' in request.headers) {
    answerText(
      response,
      426,
      'This opening handshake lacks its Upgrade or Connection header. A proxy may have removed it.',
      { Upgrade: 'websocket', Connection: 'Upgrade, close' },
    );
  } else {
    const nonce = randomBytes(16).toString('base64');
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(helpPage(nonce, listener));
  }
}

function answerText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers });
  response.end(`${text}\n`);
}

function helpPage(nonce: string, listener: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Socketscope echo server</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${HELP_PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>Socketscope echo server</h1>
<p>A WebSocket server that returns every message as it came, selects the first subprotocol offered, and misbehaves
when asked to. Choose below how, and connect to the URL.</p>
${listener ? `<p class="note">This listener was started with <code>${escape(listener)}</code>; the URL wins over it.</p>` : ''}
</header>
<form>
<div class="results">
${result('url', 'WebSocket URL')}
${result('command', 'Or a listener of its own, for clients that cannot send a query')}
<p class="fault" role="status"></p>
</div>
<table>
<thead><tr><th scope="col">Misbehaviour</th><th scope="col">Value</th><th scope="col">What it does</th></tr></thead>
<tbody>
${OPTIONS.map(row).join('\n')}
</tbody>
</table>
<p><button type="button" id="good-server">Back to a good server</button></p>
</form>
<script nonce="${nonce}">${HELP_PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function result(id: string, label: string): string {
  return `<div class="result"><span class="label" id="${id}-label">${label}</span>
<output id="${id}" aria-labelledby="${id}-label"></output>
<button type="button" data-copies="${id}" aria-label="Copy: ${label}">Copy</button></div>`;
}

function row(option: MisbehaviourOption): string {
  const needs = option.needs
    ? ` Needs <code>${option.needs}</code>.`
    : option.forListener
      ? ' For a listener only.'
      : '';
  return `<tr><th scope="row"><label for="${option.name}">${option.name}</label></th>
<td>${control(option)}</td><td>${escape(option.summary)}${needs}</td></tr>`;
}

function control({ name, value, needs, forListener }: MisbehaviourOption): string {
  const attributes = `id="${name}" name="${name}"${needs ? ` data-needs="${needs}"` : ''}${forListener ? ' data-for-listener' : ''}`;
  const words = value.words.map((word) => `<option>${escape(word)}</option>`).join('');
  if (!value.free) return `<select ${attributes}><option value=""></option>${words}</select>`;
  const type = value.free.kind === 'number' ? 'type="number" min="0" step="1"' : 'type="text"';
  const list = words ? ` list="${name}-words"` : '';
  const suggestions = words ? `<datalist id="${name}-words">${words}</datalist>` : '';
  return `<input ${attributes} ${type}${list} placeholder="${escape(syntax(value))}" autocomplete="off" spellcheck="false">${suggestions}`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
