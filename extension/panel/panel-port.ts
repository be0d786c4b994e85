import { type ReadonlySignal, signal } from '@preact/signals';
import { BRIDGE_VERSION, type DocumentInfo, PULL_INTERVAL } from '../../src/bridge/channel.ts';
import { areMany } from '../../src/bridge/frame-chunk.ts';
import type { DocumentFeed } from '../../src/session/document-feed.ts';
import type { Session } from '../../src/session/session.ts';
import { browserName, hasNetworkLog, onNavigated } from '../browser.ts';
import { makeAttempt } from '../probing/make-attempt.ts';
import type { ProbeRunner } from '../probing/prober.ts';
import { openBackgroundTabPipe } from './background-tab-pipe.ts';
import { openDirectTabPipe } from './direct-tab-pipe.ts';
import { followNetworkLog } from './network-log.ts';
import { PanelFixes } from './live-fixes.ts';
import { PageAttempts } from './page-attempts.ts';
import { parseRelayEvent } from './relay-event-schema.ts';
import type { RelayLink } from './tab-pipe.ts';

/**
 * `reload-needed`: the tab was loaded before the extension. `no-access`: even after a navigation the extension's
 * scripts are not in the page.
 */
export type PanelStatus = 'connecting' | 'ready' | 'reload-needed' | 'no-access';

export interface PanelLink {
  readonly status: ReadonlySignal<PanelStatus>;
  /** What a relay sent that could not be understood or believed, and how often; empty where all was well. */
  readonly complaints: ReadonlySignal<{ readonly count: number; readonly last: string }>;
  /** Asks Chrome's network log for the headers of connections that are still open: it tells of these only when asked. */
  refreshHandshakes(): void;
  /** Makes attempts with the origin of the inspected documents, and with the extension's. */
  readonly probeRunner: ProbeRunner;
  readonly fixes: PanelFixes;
}

/** How often a tab without an answer is asked again: its scripts may be about to start. Milliseconds. */
const ATTEMPTS = [0, 150, 500, 1_500];

/** Lets a session take in what the hooks of a tab record. */
export function connectPanel(session: Session, tabId: number): PanelLink {
  const status = signal<PanelStatus>('connecting');
  const complaints = signal({ count: 0, last: '' });
  const attempts = new PageAttempts();
  /** Relays that speak for the same: for a shared worker each of its documents' does. */
  const links = new Map<string, readonly RelayLink[]>();
  let top: string | null = null;
  let search = 0;

  const pipe = (browserName === 'chrome' ? openDirectTabPipe : openBackgroundTabPipe)({
    tabId,
    listener: crypto.randomUUID(),
    onRelay,
  });

  const fixes = new PanelFixes(pipe, tabId);

  function onRelay(relay: RelayLink): void {
    let feed: DocumentFeed | null = null;
    relay.onEvent((message) => {
      const parsed = parseRelayEvent(message);
      if (!parsed.ok) return complain(parsed.why);
      const { event } = parsed;
      switch (event.type) {
        case 'hello':
          hello(event.document);
          if (!fixes.relayCame(relay, event.fixes))
            complain('the page claims fixes that nobody has set here');
          links.set(event.document.documentKey, [...(links.get(event.document.documentKey) ?? []), relay]);
          feed = session.documentConnected(event.document);
          attempts.relayCame(event.document.documentKey, relay);
          return pull(relay, feed, 0);
        case 'batch':
          if (!feed) return;
          session.capture(feed, event.batch);
          return pull(relay, feed, document.hidden || areMany(event.batch.chunks) ? 0 : PULL_INTERVAL);
        case 'handshake':
          return session.handshakeStep(event.step);
        case 'attempted':
          return attempts.ended(event.attempt, event.result);
      }
    });
    relay.onGone(() => {
      if (!feed) return;
      const { documentKey } = feed.document;
      const left = (links.get(documentKey) ?? []).filter((link) => link !== relay && !link.isGone);
      if (left.length > 0) return void links.set(documentKey, left);
      links.delete(documentKey);
      session.documentGone(documentKey, Date.now());
      attempts.relayWent(documentKey);
    });
  }

  function complain(why: string): void {
    complaints.value = { count: complaints.value.count + 1, last: why };
  }

  function hello(info: DocumentInfo): void {
    status.value = 'ready';
    if (!info.top) return;
    if (top !== null && top !== info.documentKey) session.navigated(info, Date.now());
    top = info.documentKey;
  }

  async function find(absent: PanelStatus): Promise<void> {
    const mine = ++search;
    for (const delay of ATTEMPTS) {
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      if (mine !== search || (await pipe.attach())) return;
    }
    if (mine === search) status.value = absent;
  }

  void find('reload-needed');
  onNavigated(tabId, () => {
    status.value = 'connecting';
    void find('no-access');
  });
  const refreshLog = hasNetworkLog ? followNetworkLog(session) : undefined;
  const probeRunner: ProbeRunner = {
    origins: (connection) =>
      attempts.canReach(connection.document.key) ? ['page', 'extension'] : ['extension'],
    attempt: (connection, from, what, signal) =>
      // Chrome's network log tells of a page's request even what no script may read.
      from === 'page' && (what.kind === 'handshake' || hasNetworkLog)
        ? attempts.make(connection.document.key, what, signal)
        : makeAttempt(what, 'readable', signal),
  };
  return { status, complaints, refreshHandshakes: () => void refreshLog?.(), probeRunner, fixes };
}

function pull(relay: RelayLink, feed: DocumentFeed, delay: number): void {
  const ask = () => relay.post({ version: BRIDGE_VERSION, type: 'ready', cursor: feed.cursor });
  if (delay === 0) ask();
  else setTimeout(ask, delay);
}
