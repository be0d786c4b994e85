import type { Decoding, Payload, Reason } from './decoder.ts';
import type { FrameContext } from './decode-frame.ts';
import { DECODERS } from './registry.ts';

export interface Detected {
  readonly format: string | null;
  readonly reason: Reason;
  readonly decoding: Decoding;
}

type Run = (id: string, payload: Payload) => Decoding;

/** Frames of a connection that vote on its format, and those among which they are looked for. */
const VOTERS = 8;
const CANDIDATES = 64;
/** Average likelihood from which on a format is believed. */
const BELIEVED = 0.4;
const NOTHING: Detected = { format: null, reason: 'content', decoding: { outcome: 'not-mine' } };

/**
 * Finds the format of a payload by its content. The first frames of the connection that went the same way vote, so that
 * all of its frames are read alike, whichever of them is looked at first; a frame that is no such thing is judged alone.
 */
export function detectFormat(
  payload: Payload,
  frame: FrameContext,
  run: Run,
  isComplete: () => boolean,
): Detected {
  const common = formatOfConnection(payload, frame, run, isComplete);
  const decoding = common === null ? null : run(common, payload);
  if (decoding?.outcome === 'decoded') return { format: common, reason: 'content', decoding };
  const own = vote([payload], frame.url, run);
  if (own !== null && own !== common) return { format: own, reason: 'content', decoding: run(own, payload) };
  if (decoding?.outcome === 'broken' && decoding.at > 0)
    return { format: common, reason: 'content', decoding };
  return furthest(payload, frame.url, run);
}

function formatOfConnection(
  payload: Payload,
  frame: FrameContext,
  run: Run,
  isComplete: () => boolean,
): string | null {
  const key = `format ${frame.direction} ${payload.isText ? 'text' : 'binary'}`;
  const known = frame.frames.memory.get(key);
  if (typeof known === 'string') return known || null;
  const candidates = frame.frames.first(CANDIDATES);
  const voters = candidates
    .filter(
      ({ direction, isText, bytes }) =>
        direction === frame.direction && isText === payload.isText && bytes.length > 0,
    )
    .slice(0, VOTERS);
  const format = vote(voters, frame.url, run);
  // No more voters can come, and none of the decoders was missing.
  const isSettled = voters.length === VOTERS || candidates.length === CANDIDATES;
  if (isSettled && isComplete()) frame.frames.memory.set(key, format ?? '');
  return format;
}

/** The likeliest format of some payloads; of equally likely ones, the first in the registry. */
function vote(voters: readonly Payload[], url: string, run: Run): string | null {
  let best: string | null = null;
  let most = BELIEVED * voters.length;
  for (const { id, mayBe } of DECODERS) {
    let votes = 0;
    for (const voter of voters) if (mayBe?.(voter, url)) votes += weightOf(run(id, voter));
    if (votes > most) {
      best = id;
      most = votes;
    }
  }
  return best;
}

function weightOf(decoding: Decoding): number {
  if (decoding.outcome === 'decoded') return decoding.likelihood ?? 1;
  return decoding.outcome === 'broken' ? -0.5 : 0;
}

/** Text that nothing reads to its end: what came furthest says where it is broken. */
function furthest(payload: Payload, url: string, run: Run): Detected {
  let best = NOTHING;
  let at = 1;
  for (const { id, mayBe } of payload.isText ? DECODERS : []) {
    const decoding = mayBe?.(payload, url) ? run(id, payload) : null;
    if (decoding?.outcome === 'broken' && decoding.value && decoding.at > at) {
      best = { format: id, reason: 'content', decoding };
      at = decoding.at;
    }
  }
  return best;
}
