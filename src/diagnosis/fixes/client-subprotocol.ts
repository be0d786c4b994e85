import type { HandshakeEvidence } from '../evidence.ts';
import { isEmscriptenSocket } from '../engine.ts';
import type { Fix } from '../verdict.ts';

/** How a client stops asking for subprotocols that its server does not speak. */
export function askForNone(evidence: HandshakeEvidence): Fix[] {
  const emscripten: Fix[] = [
    {
      side: 'client',
      text: 'Or let the game ask for none. In an Emscripten build, before the runtime starts:',
      code: { label: 'Page, before the game', text: 'var Module = { websocket: { subprotocol: null } };' },
    },
    { side: 'client', text: '', code: { label: 'Or when linking', text: '-sWEBSOCKET_SUBPROTOCOL=null' } },
  ];
  const plain: Fix = {
    side: 'client',
    text: 'Or let the client ask for none:',
    code: { label: 'JavaScript', text: `new WebSocket(${JSON.stringify(evidence.url)})` },
  };
  return isEmscriptenSocket(evidence) ? emscripten : [plain];
}

/** How a client asks for one subprotocol. */
export function askFor(evidence: HandshakeEvidence, protocol: string): Fix {
  return {
    side: 'client',
    text: `Or let the client ask for \`${protocol}\`:`,
    code: {
      label: 'JavaScript',
      text: `new WebSocket(${JSON.stringify(evidence.url)}, ${JSON.stringify(protocol)})`,
    },
  };
}
