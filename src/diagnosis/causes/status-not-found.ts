import { code as codeSpan } from '../code-span.ts';
import { fromFinding } from '../from-finding.ts';
import { pathOf } from '../url-parts.ts';

export const statusNotFound = fromFinding(
  'status-not-found',
  'Nothing at this path (404)',
  'status',
  ({ code }, { url }) =>
    code === 404
      ? {
          happened: `The server answered \`404\`: it has no WebSocket at ${codeSpan(pathOf(url))}.`,
          fixes: [
            {
              side: 'client',
              text: 'Check the path, a slash at its end included. Emscripten always asks for `/` unless `Module.websocket.url` says otherwise.',
            },
            { side: 'server', text: 'Mount the WebSocket at this path, and let the proxy pass it on.' },
          ],
        }
      : null,
);
