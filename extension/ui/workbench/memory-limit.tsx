import type { JSX } from 'preact';
import { DEFAULT_MEMORY_LIMIT } from '../../../src/frame-store/frame-store.ts';
import type { Session } from '../../../src/session/session.ts';
import { formatBytes } from '../formatting.ts';
import './memory-limit.css';
import { remembered } from '../remembered.ts';

const MIB = 1024 * 1024;
/** Powers of two, so that few serve all. */
const CHOICES = [64, 128, 256, 512, 1024, 2048, 4096].map((size) => size * MIB);

const memoryLimit = remembered('memory-limit', DEFAULT_MEMORY_LIMIT, isChoice);

function isChoice(value: unknown): value is number {
  return CHOICES.some((choice) => choice === value);
}

/** Lets a session keep as much as the person chose last. */
export function obeyMemoryLimit(session: Session): void {
  session.memoryLimit = memoryLimit.peek();
}

/** What frames take in memory, and how much they may. */
export function MemoryLimit({
  session,
  heldBytes,
}: {
  readonly session: Session;
  readonly heldBytes: number;
}): JSX.Element {
  return (
    <label
      class="memory-limit"
      title="Memory of the frames of this tab, and its limit: beyond it, the oldest frames are dropped"
    >
      <span>{formatBytes(heldBytes)} of</span>
      <select
        aria-label="Memory limit"
        value={memoryLimit.value}
        onChange={(event) => {
          memoryLimit.value = Number(event.currentTarget.value);
          obeyMemoryLimit(session);
        }}
      >
        {CHOICES.map((choice) => (
          <option key={choice} value={choice}>
            {choice < 1024 * MIB ? `${choice / MIB} MiB` : `${choice / MIB / 1024} GiB`}
          </option>
        ))}
      </select>
    </label>
  );
}
