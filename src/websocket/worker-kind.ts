/** What a script runs in where it is no document's (HTML, "Workers"; Service Workers). */
export type WorkerKind = 'worker' | 'shared-worker' | 'service-worker';
