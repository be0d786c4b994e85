import type { HandshakeEvidence, Probe } from '../../src/diagnosis/evidence.ts';

/** How long one probe may take, in milliseconds. */
const PROBE_TIMEOUT = 10_000;
/** Offers that are tried at most; each is a connection to somebody's server. */
const MAX_PROBES = 4;

/** Offers that tell something about a failed handshake: none at all, and each of several alone. */
export function offersToTry({ protocols }: HandshakeEvidence): string[][] {
  const alone = protocols.length > 1 ? protocols.map((protocol) => [protocol]) : [];
  return [...(protocols.length > 0 ? [[]] : [['binary']]), ...alone].slice(0, MAX_PROBES);
}

/** Opens the URL once with an offer, closes it at once, and says what became of it. */
export function probe(url: string, protocols: readonly string[], signal: AbortSignal): Promise<Probe> {
  const time = Date.now();
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, [...protocols]);
    const end = (result: Pick<Probe, 'outcome' | 'selectedProtocol' | 'closeCode'>) => {
      clearTimeout(timer);
      resolve({ time, url, protocols, from: 'extension', ...result });
    };
    const timer = setTimeout(() => {
      socket.close();
      end({ outcome: 'timed-out' });
    }, PROBE_TIMEOUT);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      socket.close();
      reject(new DOMException('The person ended it', 'AbortError'));
    });
    socket.onopen = () => {
      end({ outcome: 'open', selectedProtocol: socket.protocol });
      socket.close(1000, 'probe');
    };
    socket.onclose = ({ code }) => end({ outcome: 'failed', closeCode: code });
  });
}
