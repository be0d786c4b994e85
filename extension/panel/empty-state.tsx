import type { JSX } from 'preact';
import type { PanelStatus } from './panel-port.ts';

/** What to do while there is nothing to show. */
export function EmptyState({
  status,
  onReload,
}: {
  readonly status: PanelStatus;
  readonly onReload?: (() => void) | undefined;
}): JSX.Element {
  switch (status) {
    case 'connecting':
      return <p class="dim">Looking for the page…</p>;
    case 'reload-needed':
      return (
        <div data-status={status}>
          <h2>Reload the page</h2>
          <p>This page was loaded before Socketscope could watch it. Reload it once.</p>
          {onReload && (
            <button type="button" class="button primary" onClick={onReload}>
              Reload the page
            </button>
          )}
        </div>
      );
    case 'no-access':
      return (
        <div data-status={status}>
          <h2>No access to this site</h2>
          <p>
            The browser does not let Socketscope into this page. It may be a page of the browser itself, or
            the extension's access to this site is turned off: allow it in the extension's settings, then
            reload the page.
          </p>
        </div>
      );
    case 'ready':
  }
  return (
    <div data-status={status}>
      <h2>No WebSocket yet</h2>
      <p>Connections show up here as soon as the page opens one, and everything about them is recorded.</p>
      <p>
        Clients outside the browser show up here too: press <b>Relays</b>.
      </p>
      <p class="dim">
        To have a partner, run <code>socketscope echo</code> and connect to <code>ws://localhost:9999</code>.
      </p>
    </div>
  );
}
