import { codes } from '../code-span.ts';
import { guessEngine } from '../engine.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import type { Fix } from '../verdict.ts';

/** How a client stops offering subprotocols that its server does not speak. */
export function askForNone(evidence: HandshakeEvidence): Fix[] {
  const engine = guessEngine(evidence);
  if (engine === 'emscripten-sockets') return emscriptenSockets('Or let the game offer none.');
  if (engine === 'emscripten-websocket-api') {
    return [
      {
        side: 'client',
        text: 'Or let the game offer none:',
        code: {
          label: 'C, before emscripten_websocket_new',
          text: 'attributes.protocols = NULL;',
        },
      },
    ];
  }
  const plain: Fix = {
    side: 'client',
    text: 'Or let the client offer none:',
    code: { label: 'JavaScript', text: `new WebSocket(${JSON.stringify(evidence.url)})` },
  };
  // Without a stack, this very offer still is what Emscripten makes of every POSIX socket.
  const mayBeEmscripten = evidence.protocols.length === 1 && evidence.protocols[0] === 'binary';
  return mayBeEmscripten ? [plain, ...emscriptenSockets('If it is a game built by Emscripten:')] : [plain];
}

function emscriptenSockets(text: string): Fix[] {
  return [
    {
      side: 'client',
      text: `${text} In the page, before the script of the game runs (later has no effect):`,
      code: { label: 'JavaScript', text: 'var Module = { websocket: { subprotocol: null } };' },
    },
    {
      side: 'client',
      text: 'Or in its build:',
      code: { label: 'emcc', text: '-sWEBSOCKET_SUBPROTOCOL=null' },
    },
  ];
}

/** How a client offers one subprotocol. */
export function askFor(evidence: HandshakeEvidence, protocol: string): Fix {
  return {
    side: 'client',
    text: `Let the client offer ${codes([protocol])}:`,
    code: {
      label: 'JavaScript',
      text: `new WebSocket(${JSON.stringify(evidence.url)}, ${JSON.stringify(protocol)})`,
    },
  };
}
