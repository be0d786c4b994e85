import { type ReadonlySignal, signal } from '@preact/signals';
import type { Attempt, AttemptResult } from '../../src/bridge/attempt.ts';
import type { ProbeOrigin } from '../../src/diagnosis/evidence.ts';
import { type PlannedProbe, planProbes } from '../../src/diagnosis/probe-plan.ts';
import type { Connection } from '../../src/session/connection.ts';
import type { Session } from '../../src/session/session.ts';

/** Probes of one host begin at least this far apart, in milliseconds. */
const PACE = 1_000;

/** Who makes the attempts. */
export interface ProbeRunner {
  /** Whose origins are within reach for a connection, that of its own page first. */
  origins(connection: Connection): readonly ProbeOrigin[];
  /** @throws AbortError when the signal says so */
  attempt(
    connection: Connection,
    from: ProbeOrigin,
    attempt: Attempt,
    signal: AbortSignal,
  ): Promise<AttemptResult>;
}

export interface ProbeProgress {
  readonly connection: number;
  readonly made: number;
  readonly planned: number;
}

/** Makes probes for one connection at a time, when the person asks for them. */
export class Prober {
  readonly #session: Session;
  readonly #runner: ProbeRunner;
  readonly #progress = signal<ProbeProgress | null>(null);
  #controller = new AbortController();

  constructor(session: Session, runner: ProbeRunner) {
    this.#session = session;
    this.#runner = runner;
  }

  /** `null` while nothing runs. */
  get progress(): ReadonlySignal<ProbeProgress | null> {
    return this.#progress;
  }

  async findOutWhy(id: number): Promise<void> {
    const connection = this.#session.connection(id);
    if (!connection || this.#progress.value) return;
    const { signal } = (this.#controller = new AbortController());
    const probes = planProbes(connection.evidence, this.#runner.origins(connection));
    const begun = new Map<string, number>();
    this.#session.forgetProbes(id);
    try {
      for (const [made, probe] of probes.entries()) {
        this.#progress.value = { connection: id, made, planned: probes.length };
        const { host } = new URL(probe.url);
        await delay((begun.get(host) ?? 0) + PACE - Date.now(), signal);
        begun.set(host, Date.now());
        await this.#make(connection, probe, signal);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#progress.value = null;
    }
  }

  stop(): void {
    this.#controller.abort();
  }

  async #make(connection: Connection, probe: PlannedProbe, signal: AbortSignal): Promise<void> {
    const { from, ...attempt } = probe;
    const end = this.#session.probeBegins({ connection: connection.id, attempt, from, time: Date.now() });
    end(await this.#runner.attempt(connection, from, attempt, signal));
  }
}

function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    if (milliseconds <= 0) return resolve();
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', abort, { once: true });
  });
}
