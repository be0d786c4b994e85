import type { JSX } from 'preact';
import type { Connection } from '../../src/session/connection.ts';
import './connection-list.css';
import { formatBytes, formatCount } from './formatting.ts';
import { Icon } from './icon.tsx';
import { ScaledList } from './scaled-list.tsx';
import { shortUrl } from './short-url.ts';

const ROW = 36;

export interface ConnectionListProps {
  readonly connections: readonly Connection[];
  readonly selected: number | null;
  /** Told the connection's id, or `null` for all of them. */
  readonly onSelect: (id: number | null) => void;
}

/** All connections, newest last; selecting one shows its frames alone, Escape shows all again. */
export function ConnectionList({ connections, selected, onSelect }: ConnectionListProps): JSX.Element {
  const index = connections.findIndex(({ id }) => id === selected);
  return (
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
    />
  );
}

type ConnectionRowProps = { readonly connection: Connection } & Record<string, unknown>;

function ConnectionRow({ connection, ...row }: ConnectionRowProps): JSX.Element {
  const { evidence, state, verdict, sent, received } = connection;
  const frames = sent.frames + received.frames;
  return (
    <div
      {...row}
      class={`list-row connection-row state-${state} ${verdict ? `severity-${verdict.severity}` : ''}`}
    >
      <span role="gridcell" class="connection-state" title={state}>
        <Icon name={state} />
        <span class="visually-hidden">{state}</span>
        {connection.lastFrameAt !== undefined && (
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
          <span role="gridcell" class="dim" title="subprotocol: asked → selected">
            {subprotocolOf(connection)}
          </span>
          <span
            role="gridcell"
            class="dim"
            title={`${formatCount(sent.frames)} sent, ${formatCount(received.frames)} received`}
          >
            {formatCount(frames)} fr
          </span>
          <span role="gridcell" class="dim">
            {formatBytes(sent.bytes + received.bytes)}
          </span>
        </span>
      </span>
    </div>
  );
}

function subprotocolOf({ evidence }: Connection): string {
  const asked = evidence.protocols.join(', ');
  if (asked === '') return '';
  return evidence.outcome === 'open' ? `${asked} → ${evidence.selectedProtocol || 'none'}` : asked;
}
