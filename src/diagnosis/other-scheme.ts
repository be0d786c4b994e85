import { code } from './code-span.ts';
import type { HandshakeEvidence, HttpProbe, Probe } from './evidence.ts';
import type { EvidenceRow } from './verdict.ts';
import { readFirefoxError } from './witnesses/firefox-network-error.ts';

/** What servers of TLS answer to plain HTTP: nginx, Apache, and all that are written in Go. */
const ASKS_FOR_TLS =
  /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled server port|HTTP request to an HTTPS server/i;

/** Chrome's and Node's codes for a certificate that they do not trust. */
const CERTIFICATE = /net::ERR_CERT_|SELF_SIGNED_CERT|UNABLE_TO_VERIFY|CERT_HAS_EXPIRED|CERT_ALTNAME_INVALID/;

/** A probe that shows TLS at the very port that was asked without, as a row. */
export function spokeTls({ url, probes = [], httpProbes = [] }: HandshakeEvidence): EvidenceRow | null {
  const place = placeOf(url, 'ws');
  if (place === null) return null;
  for (const probe of probes) {
    if (placeOf(probe.url, 'wss') !== place) continue;
    if (probe.outcome === 'open') return row(probe, `${code(probe.url)} opened`);
    if (isAboutCertificate(probe)) {
      return row(probe, `Asked with \`wss:\`, the same port shows a certificate: ${code(probe.error ?? '')}`);
    }
  }
  for (const probe of httpProbes) {
    const isSecure = placeOf(probe.url, 'https') === place;
    if (isSecure && isAboutCertificate(probe)) {
      return row(
        probe,
        `Asked with \`https:\`, the same port shows a certificate: ${code(probe.error ?? '')}`,
      );
    }
    if (probe.outcome !== 'answered') continue;
    if (isSecure) {
      return row(probe, `Asked with \`https:\`, the same port answered ${code(String(probe.status ?? ''))}`);
    }
    const [complaint] = ASKS_FOR_TLS.exec(probe.body ?? '') ?? [];
    if (placeOf(probe.url, 'http') === place && complaint !== undefined) {
      return row(probe, `Asked with \`http:\`, the port itself says ${code(complaint)}`);
    }
  }
  return null;
}

/** A probe that shows plain WebSocket or HTTP at the very port that was asked for TLS, as a row. */
export function spokePlain({ url, probes = [], httpProbes = [] }: HandshakeEvidence): EvidenceRow | null {
  const place = placeOf(url, 'wss');
  if (place === null) return null;
  const plain = probes.find(({ url, outcome }) => outcome === 'open' && placeOf(url, 'ws') === place);
  if (plain) return row(plain, `${code(plain.url)} opened`);
  const http = httpProbes.find(
    ({ url, outcome, body = '' }) =>
      outcome === 'answered' && placeOf(url, 'http') === place && !ASKS_FOR_TLS.test(body),
  );
  return http
    ? row(http, `Asked with \`http:\`, the same port answered ${code(String(http.status ?? ''))}`)
    : null;
}

function row({ time }: Probe | HttpProbe, what: string): EvidenceRow {
  return { witness: 'probe', time, what };
}

function isAboutCertificate({ error = '', time }: Probe | HttpProbe): boolean {
  return CERTIFICATE.test(error) || readFirefoxError(error, time, false)?.kind === 'certificate-rejected';
}

const PORTS: Readonly<Record<string, string>> = { ws: '80', http: '80', wss: '443', https: '443' };

/** Host and port; `null` for a URL of another scheme. A twin of another scheme may have another default port. */
function placeOf(url: string, scheme: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port } = new URL(url);
  return protocol === `${scheme}:` ? `${hostname}:${port || PORTS[scheme]}` : null;
}
