import { judgeServer, type ServerVerdict } from '../../diagnosis/clients/judge-server.ts';
import type { HandshakeEvidence } from '../../diagnosis/evidence.ts';
import { CLIENTS, DEFAULT_TIMEOUT, type DoctorOptions, parseDoctorOptions } from './doctor-options.ts';
import { examine, type Progress } from './examine.ts';
import { jsonReport } from './json-report.ts';
import { Masking } from '../../diagnosis/masking.ts';
import { paintFor } from './terminal.ts';
import { textReport } from './text-report.ts';

/** As a shell reports a process that SIGINT ended. */
const INTERRUPTED = 130;

/** The text of `socketscope doctor --help`. */
export function doctorUsage(): string {
  return `Usage: socketscope doctor <ws-url> [--protocol P]… [--origin O] [--header 'K: V']… [--json]

Connects to a WebSocket server as browsers, engines and native clients do, and says which of them it lets in, why not
the others, and how to change that. Nothing is sent to the server but opening handshakes and one plain request: a dozen
at most and, but on this machine, not more than one a second.

  --protocol P
      Offers this subprotocol first of all. Repeatable.
  --origin O
      The origin of the page that is to connect, such as https://game.example: by default the server's own.
  --header 'K: V'
      Sends this header along, such as a cookie that a browser would send. Repeatable.
  --client ID
      Judges for this client alone, and exits accordingly. Repeatable. The clients are
      ${CLIENTS.slice(0, 4).join(', ')},
      ${CLIENTS.slice(4, 8).join(', ')},
      ${CLIENTS.slice(8).join(', ')}.
  --timeout SECONDS
      How long the server may take for each answer: ${DEFAULT_TIMEOUT} by default.
  --json
      Prints one JSON object and nothing else:
      { url, verdict: { cause, certainty, severity, evidence, fix }, offers, clients }, where cause is null if nothing
      is wrong, and severity "warning" means that some clients can connect and others cannot.
  --fix-for ID
      Shows the fix for this server, proxy or engine, not for the one that is guessed. Repeatable.
  --show-secrets
      Does not mask tokens, cookies and the like in the text.

Exits with 0 when every client can connect, 1 when some cannot, 2 when it does not understand its arguments. For a
certificate of your own authority, name it in NODE_EXTRA_CA_CERTS.
`;
}

/** Runs until the examination is over or SIGINT or SIGTERM ends it. */
export async function runDoctor(args: readonly string[]): Promise<void> {
  const options = parseDoctorOptions(args);
  const ending = new AbortController();
  const end = () => ending.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  try {
    const evidence = await examine(options.examination, ending.signal, progressLine);
    clearProgress();
    const judged = judgeServer(evidence, options.clients);
    process.stdout.write(report(options, evidence, judged));
    process.exitCode = isFine(judged) ? 0 : 1;
  } catch (error) {
    clearProgress();
    if (!ending.signal.aborted) throw error;
    process.stderr.write('Interrupted.\n');
    process.exitCode = INTERRUPTED;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end);
  }
}

function report(
  { examination, isJson, showsSecrets, fixFor }: DoctorOptions,
  evidence: HandshakeEvidence,
  judged: ServerVerdict,
): string {
  if (isJson) return jsonReport(evidence, judged, fixFor);
  const text = textReport(evidence, judged, fixFor, paintFor(process.stdout, process.env));
  return showsSecrets ? text : new Masking(examination.url, examination.headers).mask(text);
}

/** A server that ends every connection at once is as bad as one that refuses it. */
function isFine({ verdict, clients }: ServerVerdict): boolean {
  return verdict?.severity !== 'failure' && clients.every(({ connects }) => connects !== false);
}

function progressLine({ made, planned }: Progress): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${made + 1} of ${planned} …`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
