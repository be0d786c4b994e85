// @ts-check
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, startProgram } from './program.mjs';

async function startTestServer() {
  const port = await freePort();
  return startProgram('libwebsockets-test-server', [`--port=${port}`, '-d', '1'], { port });
}

/**
 * A server with protocols of its own.
 * @param {string} entry of its list of protocols
 */
async function startOwn(entry) {
  const folder = await mkdtemp(join(tmpdir(), 'socketscope-lws-'));
  const port = await freePort();
  await writeFile(join(folder, 'server.c'), program(entry, port));
  await promisify(execFile)('gcc', ['server.c', '-o', 'server', '-lwebsockets'], { cwd: folder });
  const running = await startProgram(join(folder, 'server'), [], { port });
  return {
    url: running.url,
    async close() {
      await running.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** @param {string} entry @param {number} port */
const program = (entry, port) => `
#include <libwebsockets.h>
#include <string.h>
struct session { int unused; };
static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len) {
  unsigned char buffer[LWS_PRE + 4096];
  if (reason != LWS_CALLBACK_RECEIVE || len > 4096) return 0;
  memcpy(buffer + LWS_PRE, in, len);
  return lws_write(wsi, buffer + LWS_PRE, len, LWS_WRITE_BINARY) < 0;
}
static const struct lws_protocols protocols[] = {
${entry}
  { NULL, NULL, 0, 0 }
};
int main(void) {
  struct lws_context_creation_info info;
  memset(&info, 0, sizeof info);
  info.port = ${port};
  info.iface = "127.0.0.1";
  info.protocols = protocols;
  lws_set_log_level(LLL_ERR, NULL);
  struct lws_context *context = lws_create_context(&info);
  while (context && lws_service(context, 0) >= 0) {}
  return 1;
}
`;

/** @type {import('./set-up.d.ts').SetUp[]} */
export const libwebsockets = [
  {
    id: 'libwebsockets-test-server',
    name: 'libwebsockets-test-server, which does not know `binary`',
    software: 'libwebsockets',
    cause: {
      chromium: 'closed-before-response',
      firefox: 'closed-before-response',
      named: /or refuse this one/,
    },
    start: startTestServer,
    fix: { purpose: 'selectSubprotocol', start: startOwn },
  },
];
