#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { version } from '../../package.json';
import { doctorUsage, runDoctor } from './doctor/doctor-command.ts';
import { echoUsage, runEcho } from './echo-command.ts';
import { PortInUseError } from './loopback.ts';
import { relayUsage, runRelay } from './relay/relay-command.ts';
import { runSend, sendUsage } from './send/send-command.ts';
import { UsageError } from './usage-error.ts';

export * from './library.ts';

interface Command {
  readonly summary: string;
  readonly usage: () => string;
  readonly run: (args: readonly string[]) => Promise<void>;
}

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['echo', { summary: 'a WebSocket echo server that misbehaves on demand', usage: echoUsage, run: runEcho }],
  ['relay', { summary: 'leads clients to a server and shows what passes', usage: relayUsage, run: runRelay }],
  [
    'doctor',
    {
      summary: 'says which clients can connect to a server, and why not',
      usage: doctorUsage,
      run: runDoctor,
    },
  ],
  ['send', { summary: 'sends one message and prints what comes back', usage: sendUsage, run: runSend }],
]);

function usage(): string {
  const rows = [...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}`);
  return `Usage: socketscope <command> [options]

${rows.join('\n')}

socketscope <command> --help says more; socketscope --version prints the version.
`;
}

/** Short, so that it does not push the error off the screen. */
function synopsis(name: string, { usage }: Command): string {
  return `${usage().split('\n', 1).join('')}\nsocketscope ${name} --help says more.\n`;
}

async function main([name = '', ...args]: readonly string[]): Promise<void> {
  if (name === '--version') return print(`${version}\n`);
  if (name === '--help') return print(usage());
  const command = COMMANDS.get(name);
  if (!command) return fail(2, `${name ? `Unknown command "${name}".` : 'No command.'}\n\n${usage()}`);
  if (args.includes('--help')) return print(command.usage());
  try {
    await command.run(args);
  } catch (error) {
    if (isUsageError(error)) return fail(2, `${error.message}\n\n${synopsis(name, command)}`);
    if (error instanceof PortInUseError || isSystemError(error)) return fail(1, `${error.message}\n`);
    throw error;
  }
}

function isUsageError(error: unknown): error is Error {
  return error instanceof UsageError || codeOf(error).startsWith('ERR_PARSE_ARGS');
}

/** Such as EACCES for a port below 1024. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function print(text: string): void {
  process.stdout.write(text);
}

function fail(code: number, text: string): void {
  process.exitCode = code;
  process.stderr.write(text);
}

/** The one file of the package is its library too, which must do nothing when it is imported. */
function isRun(): boolean {
  const [, script] = process.argv;
  return script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url);
}

if (isRun()) {
  // Whoever started a server may stop reading its output; that is no reason to stop serving.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  await main(process.argv.slice(2));
}
