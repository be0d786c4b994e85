// @ts-check
/** What the relay costs against a TCP pipe on Node's streams that looks at nothing, turn by turn in the same run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { median, spread } from './measuring.mjs';
import { flood, openThrough, roundTrips, startServer } from './wire-peers.mjs';

const path = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, import.meta.url));
const ROUNDS = 5;
const FLOODS = [
  { name: '64 KiB frames, received', frames: 8_000, size: 65_535, masked: false },
  { name: '64 KiB frames, sent', frames: 8_000, size: 65_535, masked: true },
  { name: '1 KiB frames, received', frames: 200_000, size: 1024, masked: false },
  { name: '100-byte frames, received', frames: 500_000, size: 100, masked: false },
  { name: '100-byte frames, sent', frames: 500_000, size: 100, masked: true },
];
const LATENCY = { rate: 1000, frames: 5000 };
const MEMORY_FRAMES = 10_000_000;

/** @param {string[]} args */
async function startMiddle(args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, pid: child.pid ?? 0, port: Number(String(line).split(':').at(-1)) };
}

/** CPU seconds that a process has used. @param {number} pid */
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Resident memory of a process in MB. @param {number} pid */
function memory(pid) {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

/** Waits until the relay at a port has seen so many frames; rejects if that takes long. @param {number} port @param {number} frames */
async function seen(port, frames) {
  const { relays } = await (await fetch('http://127.0.0.1:9997/relays')).json();
  const { feed } = relays.find((/** @type {{ url: string }} */ { url }) => url.endsWith(`:${port}`));
  const socket = new WebSocket(feed);
  await once(socket, 'open');
  const answer = once(socket, 'message', { signal: AbortSignal.timeout(20_000) });
  const cursor = { event: Number.MAX_SAFE_INTEGER, frame: frames - 1 };
  socket.send(JSON.stringify({ version: 1, type: 'ready', cursor }));
  await answer;
  socket.terminate();
}

export async function run() {
  const { server, port } = await startServer();
  const target = `ws://127.0.0.1:${port}/`;
  const cli = path('../../dist/cli/socketscope.mjs');
  const relay = await startMiddle([cli, 'relay', '--target', target, '--listen', '0', '--quiet']);
  const pipe = await startMiddle([path('./plain-pipe.mjs'), String(port)]);
  let frames = 0;
  const floods = [];
  for (const what of FLOODS) {
    /** @type {{ seconds: number[], cpu: number[], rate: number[] }} */
    const ratios = { seconds: [], cpu: [], rate: [] };
    for (let round = 0; round < ROUNDS; round++) {
      const costs = [];
      for (const middle of [relay, pipe]) {
        const ends = await openThrough(server, middle.port);
        const before = cpuSeconds(middle.pid);
        const [from, to] = what.masked ? [ends.client, ends.server] : [ends.server, ends.client];
        const seconds = await flood(from, to, what);
        costs.push({ seconds, cpu: cpuSeconds(middle.pid) - before });
        ends.client.destroy();
        ends.server.destroy();
      }
      frames += what.frames;
      await seen(relay.port, frames);
      const [ours, plain] = costs;
      if (!ours || !plain) continue;
      ratios.seconds.push(ours.seconds / plain.seconds);
      ratios.cpu.push(ours.cpu / Math.max(plain.cpu, 0.01));
      ratios.rate.push(what.frames / ours.seconds);
    }
    const rate = Math.round(median(ratios.rate));
    const bandwidth = Math.round((rate * what.size) / 2 ** 20);
    console.log(
      `${what.name}: ${rate} a second, ${bandwidth} MiB/s; against a plain pipe, time ${spread(ratios.seconds)}, CPU ${spread(ratios.cpu)}`,
    );
    floods.push({ name: what.name, rate, time: median(ratios.seconds), cpu: median(ratios.cpu) });
  }

  const latency = await measureLatency(server, relay.port, pipe.port);
  frames += 2 * ROUNDS * LATENCY.frames;

  const ends = await openThrough(server, relay.port);
  const sizes = [];
  for (let done = 0; done < MEMORY_FRAMES; done += MEMORY_FRAMES / 10) {
    await flood(ends.server, ends.client, { frames: MEMORY_FRAMES / 10, size: 100, masked: false });
    sizes.push(memory(relay.pid));
  }
  frames += MEMORY_FRAMES;
  await seen(relay.port, frames);
  console.log(`resident memory after each million of ${MEMORY_FRAMES} frames, in MB: ${sizes.join(' ')}`);
  for (const { child } of [relay, pipe]) child.kill();
  return {
    bounds: { time: 2, smallFramesPerSecond: 100_000, addedLatencyP99: 1 },
    floods,
    latency,
    memory: sizes,
  };
}

/** One way is half of a round trip. @param {import('node:net').Server} server @param {number} relay @param {number} pipe */
async function measureLatency(server, relay, pipe) {
  /** @type {Record<'relay' | 'pipe', { p50: number[], p99: number[] }>} */
  const seen = { relay: { p50: [], p99: [] }, pipe: { p50: [], p99: [] } };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, port] of /** @type {const} */ ([
      ['relay', relay],
      ['pipe', pipe],
    ])) {
      const ends = await openThrough(server, port);
      const took = (await roundTrips(ends.client, ends.server, LATENCY)).toSorted((a, b) => a - b);
      seen[name].p50.push((took[took.length >> 1] ?? 0) / 2);
      seen[name].p99.push((took[Math.floor(took.length * 0.99)] ?? 0) / 2);
      ends.client.destroy();
      ends.server.destroy();
    }
  }
  for (const [name, { p50, p99 }] of Object.entries(seen)) {
    console.log(
      `one way through the ${name} at ${LATENCY.rate}/s, ms: p50 ${spread(p50)}, p99 ${spread(p99)}`,
    );
  }
  return { relayP99: median(seen.relay.p99), pipeP99: median(seen.pipe.p99) };
}
