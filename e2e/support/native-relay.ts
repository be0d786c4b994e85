import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';

const cli = fileURLToPath(new URL('../../dist/cli/socketscope.mjs', import.meta.url));

/** The built `socketscope relay` in front of a server. */
export interface NativeRelay {
  /** Where clients connect, as the relay says it. */
  readonly url: string;
  /** Ends it as Ctrl+C does, and waits until its recording is whole. */
  end(): Promise<void>;
}

/** @param args more options of the command line */
export async function startNativeRelay(target: string, args: readonly string[] = []): Promise<NativeRelay> {
  const program = spawn('node', [cli, 'relay', '--target', target, '--listen', '0', '--quiet', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(program, 'exit');
  for await (const line of createInterface({ input: program.stdout })) {
    const [, url] = /^listening on (\S+)/.exec(line) ?? [];
    if (url === undefined) continue;
    return {
      url,
      end: async () => {
        program.kill('SIGINT');
        await exited;
      },
    };
  }
  throw new Error(`The relay ended with ${JSON.stringify(await exited)}`);
}

/** Connects as a game outside the browser does: no Origin, no compression. */
export async function connectNatively(url: string, protocols: readonly string[] = []): Promise<WebSocket> {
  const client = new WebSocket(url, [...protocols], { perMessageDeflate: false });
  await once(client, 'open');
  return client;
}

/** Sends a message and waits for its echo. */
export async function echoed(client: WebSocket, message: string | Uint8Array): Promise<void> {
  const answer = once(client, 'message');
  client.send(message);
  await answer;
}
