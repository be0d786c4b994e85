import type { CaptureBatch, DocumentInfo, HandshakeStep } from '../bridge/channel.ts';
import type { RelayInfo, WireBatch } from '../bridge/relay-feed.ts';
import { FrameStore } from '../frame-store/frame-store.ts';
import type { AttemptResult } from '../bridge/attempt.ts';
import type { HandshakeEvidence } from '../diagnosis/evidence.ts';
import type { Connection } from './connection.ts';
import { ConnectionLog } from './connection-log.ts';
import { DocumentFeed } from './document-feed.ts';
import { HandshakeWitnesses, type NetworkLogEntry } from './handshake-witnesses.ts';
import { type LoggedSocket, LoggedSockets } from './logged-sockets.ts';
import { type ProbeBegin, ProbeLog, type ProbeLogEntry } from './probe-log.ts';
import { WireFeed } from './wire-feed.ts';

/** What a session is told about itself by the surface that shows it. */
export interface SessionOptions {
  readonly browser: HandshakeEvidence['browser'];
  /** Bytes that frames may take in memory; the oldest are dropped beyond. */
  readonly memoryLimit?: number;
}

/** Documents that are remembered in case they come back. */
const MAX_GONE = 50;

/**
 * What one panel or one tester knows: its connections, their frames, and what became of each opening handshake.
 * Everything that happened comes in through the methods below; a surface reads the state and draws it.
 */
export class Session {
  readonly frames: FrameStore;
  readonly #log: ConnectionLog;
  readonly #witnesses: HandshakeWitnesses;
  readonly #probes: ProbeLog;
  readonly #logged: LoggedSockets;
  readonly #feeds = new Map<string, DocumentFeed>();
  /** Those whose document is out of reach, and may come back from the browser's back/forward cache. */
  readonly #gone = new Map<string, DocumentFeed>();
  readonly #wire = new Map<string, WireFeed>();
  readonly #subscribers = new Set<() => void>();
  #preserve = false;
  #restoreConnections: (() => void) | null = null;

  constructor(options: SessionOptions) {
    this.frames = new FrameStore(options.memoryLimit);
    this.#log = new ConnectionLog(options.browser);
    this.#witnesses = new HandshakeWitnesses(this.#log);
    this.#probes = new ProbeLog(this.#log);
    this.#logged = new LoggedSockets(this.#log, this.frames);
  }

  /** Calls back after each change, as often as changes come; whoever draws coalesces. Returns the way out. */
  subscribe(subscriber: () => void): () => void {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  /** In the order of their construction. */
  get connections(): readonly Connection[] {
    return this.#log.connections;
  }

  connection(id: number): Connection | undefined {
    return this.#log.get(id);
  }

  /** Frames whose payload never reached the session: they fell out of a page's backlog. */
  get lostFrames(): number {
    return this.#log.lost;
  }

  /** Connections that were forgotten because there were too many. */
  get forgottenConnections(): number {
    return this.#log.forgotten;
  }

  /** Whether connections and frames stay when the inspected page navigates. */
  get preserve(): boolean {
    return this.#preserve;
  }

  set preserve(preserve: boolean) {
    this.#preserve = preserve;
    this.#changed();
  }

  /** A document's hook is reachable. Known again after a reconnection, it goes on where it stood. */
  documentConnected(document: DocumentInfo): DocumentFeed {
    const key = document.documentKey;
    const feed =
      this.#feeds.get(key) ??
      this.#gone.get(key) ??
      new DocumentFeed(document, this.#log, this.frames, () => this.#changed());
    this.#gone.delete(key);
    this.#feeds.set(key, feed);
    this.#changed();
    return feed;
  }

  /** Takes in what a document's hook recorded. */
  capture(feed: DocumentFeed, batch: CaptureBatch): void {
    feed.take(batch);
    this.#witnesses.connectionsCame();
    this.#changed();
  }

  /** The document is gone or out of reach: its connections that had not ended are closed from here on. */
  documentGone(documentKey: string, time: number): void {
    const feed = this.#feeds.get(documentKey);
    if (!feed) return;
    this.#end(feed, time);
    this.#changed();
  }

  /**
   * The tab's top document is another one: starts anew, or marks the place where everything is preserved. What began
   * later than that document, such as its frames, is kept.
   */
  navigated(top: DocumentInfo, time: number): void {
    for (const [key, feed] of this.#feeds) {
      if (key === top.documentKey || feed.document.timeOrigin >= top.timeOrigin) continue;
      this.#end(feed, time);
    }
    this.#logged.endBefore(top.timeOrigin);
    // What a native relay showed is none of the page's, and is there to be compared with what comes next.
    const hasWire = this.connections.some(({ witness }) => witness === 'wire');
    if (!this.#preserve && !hasWire) {
      this.#empty(top.timeOrigin);
      this.forgetCleared();
      this.#gone.clear();
    }
    this.frames.appendMarker({ kind: 'navigation', url: top.url }, time);
    this.#changed();
  }

  /**
   * A native relay can be followed, or its recording read. Known again, it goes on where it stood.
   * @param recording name of the file, for what was recorded
   */
  relayConnected(relay: RelayInfo, recording?: string): WireFeed {
    const key = recording === undefined ? relay.relayKey : `${relay.relayKey} ${recording}`;
    const feed = this.#wire.get(key) ?? new WireFeed(relay, recording, this.#log, this.frames);
    this.#wire.set(key, feed);
    return feed;
  }

  /** Takes in what a native relay saw. */
  captureWire(feed: WireFeed, batch: WireBatch): void {
    feed.take(batch);
    this.#changed();
  }

  /** Says of what a native relay's clients have open what became of the watching. */
  relayNoted(feed: WireFeed, what: string, time: number): void {
    feed.note(what, time);
    this.#changed();
  }

  /** A native relay has ended, or its recording is at its end. */
  relayGone(feed: WireFeed, time: number): void {
    feed.end(time);
    this.#changed();
  }

  /** A step of a handshake that Firefox's webRequest saw. */
  handshakeStep(step: HandshakeStep): void {
    if (!this.#probes.step(step)) this.#witnesses.step(step);
    this.#changed();
  }

  /** A handshake in Chrome's network log. */
  networkLogEntry(entry: NetworkLogEntry): void {
    this.#witnesses.logEntry(entry);
    this.#changed();
  }

  /** Sockets in Chrome's network log that no hook tells of: of workers, and of frames that it could not reach. */
  loggedSockets(sockets: readonly LoggedSocket[]): void {
    let hasNews = false;
    for (const socket of sockets) if (this.#logged.take(socket)) hasNews = true;
    if (hasNews) this.#changed();
  }

  /** Whether a connection is open that only Chrome's network log tells of. */
  get hasOpenLoggedSocket(): boolean {
    return this.#logged.hasOpen;
  }

  /** A request in Chrome's network log that an extension made, perhaps this one for a probe. */
  probeLogEntry(entry: ProbeLogEntry): void {
    this.#probes.logEntry(entry);
    this.#changed();
  }

  /** The probes of a connection are to be made anew. */
  forgetProbes(connection: number): void {
    this.#probes.forget(connection);
    this.#changed();
  }

  /** Somebody begins a probe. @returns how to tell what came of it */
  probeBegins(probe: ProbeBegin): (result: AttemptResult) => void {
    const end = this.#probes.begin(probe);
    return (result) => {
      end(result);
      this.#changed();
    };
  }

  /** Bytes that frames may take in memory. Where lowered, the oldest go at once. */
  set memoryLimit(bytes: number) {
    this.frames.memoryLimit = bytes;
    this.#changed();
  }

  /**
   * Forgets all frames and those connections that have ended. They are held until {@link forgetCleared}, as far as the
   * memory limit allows.
   */
  clear(): void {
    this.#restoreConnections = this.#empty(Date.now());
    // What was read from a file may be read from it again.
    for (const [key, { recording }] of this.#wire) if (recording !== undefined) this.#wire.delete(key);
    this.#changed();
  }

  /** Brings back what was cleared last. @returns whether all of it was still there */
  undoClear(): boolean {
    const isBack = this.frames.undoClear();
    if (isBack) this.#restoreConnections?.();
    this.#restoreConnections = null;
    this.#changed();
    return isBack;
  }

  /** Gives back the memory of what was cleared. */
  forgetCleared(): void {
    this.frames.forgetCleared();
    this.#restoreConnections = null;
  }

  #end(feed: DocumentFeed, time: number): void {
    const key = feed.document.documentKey;
    feed.end(time);
    this.#feeds.delete(key);
    this.#gone.set(key, feed);
    const oldest = this.#gone.keys().next().value;
    if (this.#gone.size > MAX_GONE && oldest !== undefined) this.#gone.delete(oldest);
  }

  /** @returns the way back, for the connections */
  #empty(before: number): () => void {
    this.frames.clear();
    this.#witnesses.forgetBefore(before);
    return this.#log.clear();
  }

  #changed(): void {
    for (const subscriber of this.#subscribers) subscriber();
  }
}
