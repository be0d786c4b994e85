import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Connection } from '../../../src/session/connection.ts';
import './connection-list.css';
import { ContextMenu } from '../context-menu.tsx';
import { copyText } from '../copy.tsx';
import { formatBytes, formatCount, formatNumberOf } from '../formatting.ts';
import { Icon } from '../icon.tsx';
import { tell } from '../notice.ts';
import { limitsOf, openedBy, OPENER_NAMES } from './opener.ts';
import { ScaledList } from '../list/scaled-list.tsx';
import { shortUrl } from '../short-url.ts';

const ROW = 36;
/** How long after a frame a connection counts as live, in milliseconds. */
const LIVE = 1_000;

export interface ConnectionListProps {
  readonly connections: readonly Connection[];
  readonly selected: number | null;
  /** Told the connection's id, or `null` for all of them. */
  readonly onSelect: (id: number | null) => void;
}

/** All connections, newest last; selecting one shows its frames alone, Escape shows all again. */
export function ConnectionList({ connections, selected, onSelect }: ConnectionListProps): JSX.Element {
  const index = connections.findIndex(({ id }) => id === selected);
  const [menu, setMenu] = useState<{ readonly url: string; readonly x: number; readonly y: number } | null>(
    null,
  );
  return (
    <>
      <ScaledList
        label="Connections"
        rows={connections.length}
        rowHeight={ROW}
        selected={index}
        onSelect={(row) => onSelect(connections[row]?.id ?? null)}
        onKeyDown={(event) => event.key === 'Escape' && onSelect(null)}
        renderRow={(row, props) => {
          const connection = connections[row];
          return connection && <ConnectionRow {...props} key={connection.id} connection={connection} />;
        }}
        onContextMenu={(event) => {
          const url = connections[index]?.evidence.url;
          if (url === undefined) return;
          event.preventDefault();
          setMenu({ url, x: event.clientX, y: event.clientY });
        }}
      />
      {menu && (
        <ContextMenu
          label="Connection"
          x={menu.x}
          y={menu.y}
          onClose={() => setMenu(null)}
          items={[
            {
              label: 'Copy URL',
              run: () => tell(copyText(menu.url) ? 'Copied the URL' : 'The browser refused to copy'),
            },
          ]}
        />
      )}
    </>
  );
}

type ConnectionRowProps = { readonly connection: Connection } & Record<string, unknown>;

function ConnectionRow({ connection, ...row }: ConnectionRowProps): JSX.Element {
  const { evidence, state, verdict, sent, received } = connection;
  // Next to a cause there is no room for nothing.
  const traffic = verdict && sent.frames + received.frames === 0 ? 'visually-hidden' : 'dim';
  return (
    <div
      {...row}
      class={`list-row connection-row state-${state} ${verdict ? `severity-${verdict.severity}` : ''}`}
    >
      <span role="gridcell" class="connection-state" title={state}>
        <Icon name={state} />
        <span class="visually-hidden">{state}</span>
        {isLive(connection) && (
          <span key={connection.lastFrameAt} class="live" title="a frame came a moment ago" />
        )}
      </span>
      <span class="connection-main">
        <span role="gridcell" class="connection-url mono" title={evidence.url}>
          {shortUrl(evidence.url)}
        </span>
        <span class="connection-about">
          {verdict && (
            <span class={`connection-cause severity-text-${verdict.severity}`} title={verdict.happened}>
              {verdict.title}
            </span>
          )}
          {connection.opener !== 'page' && (
            <span
              class={`connection-opener ${connection.witness === 'network-log' ? 'is-limited' : ''}`}
              title={[openedBy(connection), limitsOf(connection)].filter(Boolean).join('\n')}
            >
              {OPENER_NAMES[connection.opener]}
            </span>
          )}
          <span role="gridcell" class="dim connection-subprotocol" title="subprotocol: asked → selected">
            {subprotocolOf(connection)}
          </span>
          <span
            role="gridcell"
            class={traffic}
            title={`${formatCount(sent.frames)} sent, ${formatCount(received.frames)} received`}
          >
            {formatNumberOf(sent.frames + received.frames, 'frame')}
          </span>
          <span
            role="gridcell"
            class={traffic}
            title={`${formatCount(sent.bytes)} bytes sent, ${formatCount(received.bytes)} received`}
          >
            {formatBytes(sent.bytes + received.bytes)}
          </span>
        </span>
      </span>
    </div>
  );
}

function isLive({ lastFrameAt }: Connection): boolean {
  return lastFrameAt !== undefined && Date.now() - lastFrameAt < LIVE;
}

function subprotocolOf({ api, evidence }: Connection): string {
  if (api === 'WebTransport') return api;
  const asked = evidence.protocols.join(', ');
  if (asked === '') return '';
  return evidence.outcome === 'open' ? `${asked} → ${evidence.selectedProtocol || 'none'}` : asked;
}
