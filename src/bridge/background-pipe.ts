/** What a panel and Firefox's background say to each other about the relays of the panel's tab. */
import type { PanelCommand } from './channel.ts';

/** Panel → background. `relay` numbers the relays of this panel. */
export type PipeRequest =
  | { readonly type: 'attach' }
  | { readonly type: 'repair'; readonly patterns: readonly string[] }
  | { readonly type: 'command'; readonly relay: number; readonly command: PanelCommand };

/** Background → panel. */
export type PipeEvent =
  | { readonly type: 'attached'; readonly present: boolean }
  | { readonly type: 'relay'; readonly relay: number }
  | { readonly type: 'event'; readonly relay: number; readonly event: unknown }
  | { readonly type: 'gone'; readonly relay: number };

const PREFIX = 'socketscope-panel/';

/** Name of the port that a panel opens to the background. */
export function panelPortName(tabId: number, listener: string): string {
  return `${PREFIX}${tabId}/${listener}`;
}

/** @returns `null` where the port is no panel's */
export function parsePanelPortName(name: string): { tabId: number; listener: string } | null {
  if (!name.startsWith(PREFIX)) return null;
  const [tabId, listener] = name.slice(PREFIX.length).split('/');
  return listener && Number.isInteger(Number(tabId)) ? { tabId: Number(tabId), listener } : null;
}
