import { codes } from '../code-span.ts';
import { engines } from '../engines/registry.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { toFixes } from '../snippet.ts';
import type { Fix } from '../verdict.ts';

/** How a client stops offering subprotocols that its server does not speak. */
export function askForNone({ url }: HandshakeEvidence): Fix[] {
  return [
    { side: 'client', text: 'Or let the client offer none.' },
    ...engines.flatMap((engine) => toFixes('client', engine, engine.offerNone(url))),
  ];
}

/** How a client offers one subprotocol. */
export function askFor({ url }: HandshakeEvidence, protocol: string): Fix[] {
  return [
    { side: 'client', text: `Let the client offer ${codes([protocol])}.` },
    ...engines.flatMap((engine) => toFixes('client', engine, engine.offer(url, protocol))),
  ];
}
