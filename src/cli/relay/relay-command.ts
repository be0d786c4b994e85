import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { DISCOVERY_PORT } from '../../bridge/relay-feed.ts';
import type { RecordedEntry } from '../../recording/recorded-entry.ts';
import { UsageError } from '../usage-error.ts';
import { eventLine } from './event-line.ts';
import { DEFAULT_PORT, planRelay, type RelayOptions } from './relay-options.ts';
import { type RunningRelay, startRelay } from './start-relay.ts';
import { writeLines } from './write-lines.ts';

/** The text of `socketscope relay --help`. */
export function relayUsage(): string {
  return `Usage: socketscope relay --target ws://… [--listen ${DEFAULT_PORT}] [options]

Leads clients to a server and shows what they say to each other: handshakes, true frames, what breaks RFC 6455. Native
clients are seen so, beside those in a browser. Bytes pass as they are; only handshakes are changed, only as told here,
and each change is reported. The Socketscope extension lists the relays of this machine.

  --target URL
      Where to lead clients: ws:// or wss://. A path in it takes the place of the one that a client asks for.
  --listen [HOST:]PORT
      ${DEFAULT_PORT} by default, for programs of this machine only unless HOST says otherwise, such as 0.0.0.0.
  --repair subprotocol[=VALUE]
      Makes the server's answer name one subprotocol that the client offered (VALUE in doubt, else the first), or none
      if it offered none; leaves an empty Sec-WebSocket-Protocol out of the request.
  --header 'K: V'
      Adds a header to the request or puts it in place, such as Origin, Authorization or Cookie. Repeatable.
  --drop-header K
      Leaves a header out of the request. Repeatable.
  --no-deflate
      Leaves permessage-deflate out of the offer.
  --host NAME
      Puts NAME in the request's Host header; "target" for that of the target. Servers of many names need it.
  --path PATH
      Puts PATH in place of the one that a client asks for.
  --insecure
      Takes any certificate of a wss: target.
  --record FILE
      Writes all of it to FILE as JSON lines, which the extension opens (docs/recording-format.md).
  --json
      Writes the same to stdout, and nothing else.
  --quiet
      Writes no line to stderr for what happens.
  --no-discovery
      Keeps the extension from finding this relay (at 127.0.0.1:${DISCOVERY_PORT}).
`;
}

/** How long what is left may take to be written when the relay ends, in milliseconds. */
const ENDING_TIME = 2000;

/** Runs until SIGINT or SIGTERM; rejects before it listens when the arguments, the file or a port are no good. */
export async function runRelay(args: readonly string[]): Promise<void> {
  const { options, record, isJson, isQuiet, isHidden } = parseRelayArguments(args);
  planRelay(options);
  const file = record === undefined ? null : await openFile(record);
  const relay = await startRelay({ ...options, ...(isHidden && { discovery: false }) });
  const outputs: Promise<void>[] = [];
  let exitCode = 0;
  const end = async () => {
    await relay.close();
    const written = Promise.all(outputs).then(() => file && ended(file));
    await Promise.race([written, new Promise((resolve) => setTimeout(resolve, ENDING_TIME))]);
    process.exit(exitCode);
  };
  /** What cannot be written is said; that is no reason to stop relaying. */
  const write = (to: NodeJS.WritableStream, name: string) => {
    const written = writeLines(relay, to).catch((error: NodeJS.ErrnoException) => {
      // Whoever reads stdout has had enough, as `head` has after ten lines.
      if (to === process.stdout && error.code === 'EPIPE') return void end();
      exitCode = 1;
      say(`${name}: nothing more is written, the relay goes on: ${error.message}`);
    });
    outputs.push(written);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
  // An error is told by who writes; those who read no more of what is said here have no need of it.
  const streams: (NodeJS.WritableStream | null)[] = [process.stdout, process.stderr, file];
  for (const stream of streams) stream?.on('error', () => {});
  if (file && record !== undefined) write(file, record);
  if (isJson) write(process.stdout, 'stdout');
  else announce(relay);
  if (!isQuiet) {
    warn(relay, options, isHidden);
    outputs.push(sayEvents(relay));
  }
}

interface RelayArguments {
  readonly options: RelayOptions;
  readonly record: string | undefined;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly isHidden: boolean;
}

function parseRelayArguments(args: readonly string[]): RelayArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      target: { type: 'string' },
      listen: { type: 'string' },
      repair: { type: 'string' },
      header: { type: 'string', multiple: true },
      'drop-header': { type: 'string', multiple: true },
      'no-deflate': { type: 'boolean' },
      host: { type: 'string' },
      path: { type: 'string' },
      insecure: { type: 'boolean' },
      record: { type: 'string' },
      json: { type: 'boolean' },
      quiet: { type: 'boolean' },
      'no-discovery': { type: 'boolean' },
    },
  });
  const { target, listen, repair, host, path, insecure } = values;
  if (target === undefined) throw new UsageError('No --target.');
  return {
    options: {
      target,
      ...(listen !== undefined && { listen }),
      ...(repair !== undefined && { repair }),
      ...(host !== undefined && { host }),
      ...(path !== undefined && { path }),
      ...(insecure !== undefined && { insecure }),
      headers: values.header ?? [],
      dropHeaders: values['drop-header'] ?? [],
      deflate: !values['no-deflate'],
    },
    record: values.record,
    isJson: values.json ?? false,
    isQuiet: values.quiet ?? false,
    isHidden: values['no-discovery'] ?? false,
  };
}

function announce({ url, target, edits }: RunningRelay): void {
  process.stdout.write(`listening on ${url}\n  leads to ${target}\n`);
  for (const edit of edits) process.stdout.write(`  ${edit}\n`);
}

function warn(relay: RunningRelay, { listen, insecure }: RelayOptions, isHidden: boolean): void {
  if (/:/.test(String(listen ?? ''))) say(`Whoever can reach ${relay.url} can use this relay.`);
  else if (!relay.hasIPv6) say(`This machine has no ::1; port ${relay.port} listens on 127.0.0.1 only.`);
  if (insecure) say('Certificates of the target are not checked.');
  if (relay.edits.length > 0) say('Clients are told other than the server said: for development only.');
  if (!isHidden && !relay.isKnown) {
    say(`Another program has port ${DISCOVERY_PORT}, so the extension cannot list this relay yet.`);
  }
}

async function openFile(path: string): Promise<WriteStream> {
  const file = createWriteStream(path);
  await once(file, 'open');
  return file;
}

/** Resolves once all is in the file, or cannot be. */
function ended(file: WriteStream): Promise<void> {
  return new Promise((resolve) => file.end(() => resolve()));
}

async function sayEvents(relay: RunningRelay): Promise<void> {
  for await (const entry of relay.entries()) {
    const line = isEvent(entry) ? eventLine(entry, relay.head.relay.timeOrigin) : null;
    if (line !== null) say(line);
  }
}

type EventEntry = Exclude<RecordedEntry, { type: 'frame' | 'lost' | 'totals' }>;

function isEvent(entry: RecordedEntry): entry is EventEntry {
  return entry.type !== 'frame' && entry.type !== 'lost' && entry.type !== 'totals';
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
