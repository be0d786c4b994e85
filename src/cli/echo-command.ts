import { parseArgs } from 'node:util';
import { startEchoServer } from './echo-server.ts';
import { logLine } from './handshake-log.ts';
import { syntax } from './misbehaviours/option-value.ts';
import { OPTIONS } from './misbehaviours/registry.ts';

/** The text of `socketscope echo --help`. */
export function echoUsage(): string {
  const rows = OPTIONS.map((option) => `  ${option.name}=${syntax(option.value)}\n${indent(option.summary)}`);
  return `Usage: socketscope echo [--listen PORT[,name=value…]]… [--quiet]

A WebSocket server on localhost that returns every message as it came.

  --listen PORT[,name=value…]
      Listens on this port, with these misbehaviours: 9999 and none by default. Repeatable.
  --quiet
      Writes no line to stderr for each opening handshake.

Misbehaviours, freely combined, for all connections of a listener, or for one connection in its URL, which wins
(ws://localhost:9999/?name=value&name=value). A comma in a listener's value is written %2C.

${rows.join('\n')}
`;
}

/** Runs until SIGINT or SIGTERM; rejects before it listens when the arguments or a port are no good. */
export async function runEcho(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { listen: { type: 'string', multiple: true }, quiet: { type: 'boolean' } },
  });
  const server = await startEchoServer({
    ...(values.listen && { listen: values.listen }),
    ...(!values.quiet && { log: (entry) => process.stderr.write(`${logLine(entry)}\n`) }),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
  for (const { url, misbehaviours, hasIPv6, port, fingerprint } of server.listeners) {
    process.stdout.write(`listening on ${url}\n`);
    if (misbehaviours) process.stdout.write(`  with ${misbehaviours}\n`);
    if (fingerprint) {
      process.stdout.write(`  certificate SHA-256 ${fingerprint}\n`);
      process.stdout.write(`  open https://localhost:${port} once and accept it\n`);
    }
    if (!hasIPv6) process.stderr.write(`This machine has no ::1; port ${port} listens on 127.0.0.1 only.\n`);
  }
}

/** Breaks `text` into lines of at most 100 characters. */
function indent(text: string): string {
  return text.replace(/(.{1,94})(?: |$)/g, '      $1\n').trimEnd();
}
