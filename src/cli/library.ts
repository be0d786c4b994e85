/** What `import … from 'socketscope'` gives; `docs/library.md` says how to use it. */
export {
  type EchoListener,
  type EchoServerOptions,
  type RunningEchoServer,
  startEchoServer,
} from './echo-server.ts';
export type { HandshakeLogEntry } from './handshake-log.ts';
export { PortInUseError } from './loopback.ts';
export type { RelayOptions } from './relay/relay-options.ts';
export { type RunningRelay, startRelay, type StartRelayOptions } from './relay/start-relay.ts';
export { UsageError } from './usage-error.ts';
export type {
  RecordedEntry,
  RecordedEvent,
  RecordedFrame,
  RecordedLoss,
  RecordedTotals,
  RecordingHead,
} from '../recording/recorded-entry.ts';
