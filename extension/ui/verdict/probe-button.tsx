import type { JSX } from 'preact';
import type { Prober } from '../../probing/prober.ts';

/** Begins the probes of a connection, says how far they are, and ends them. */
export function ProbeButton({
  prober,
  connection,
}: {
  readonly prober: Prober;
  readonly connection: number;
}): JSX.Element {
  const progress = prober.progress.value;
  if (progress?.connection === connection) {
    return (
      <button type="button" class="button" onClick={() => prober.stop()}>
        <progress value={progress.made} max={progress.planned} aria-label="Probes" /> Stop
      </button>
    );
  }
  return (
    <button
      type="button"
      class="button"
      disabled={progress !== null}
      title="Connects to the same place in other ways, at most twelve times, once a second: each is a request to that server"
      onClick={() => void prober.findOutWhy(connection)}
    >
      Find out why
    </button>
  );
}
