import type { ComponentChildren, JSX } from 'preact';
import { type HeaderField, headerValue } from '../../../src/websocket/header-field.ts';
import type { Connection } from '../../../src/session/connection.ts';
import { linesAtFault } from '../../../src/diagnosis/lines-at-fault.ts';
import { formatClock, formatCloseCode, formatDuration } from '../formatting.ts';
import './handshake-view.css';
import { Initiator } from './initiator.tsx';
import { limitsOf, OPENER_NAMES } from '../connections/opener.ts';

export interface HandshakeViewProps {
  readonly connection: Connection;
  /** Shows a place in a source file; absent where the surface cannot. */
  readonly openSource?: ((url: string, line: number, column: number) => void) | undefined;
}

/** What was asked and what was answered, when, and who began it. */
export function HandshakeView({ connection, openSource }: HandshakeViewProps): JSX.Element {
  const { evidence, verdict } = connection;
  const { exchange, networkLog } = evidence;
  const asked = exchange?.requestHeaders ?? networkLog?.requestHeaders ?? [];
  const answered = exchange?.response?.headers ?? networkLog?.responseHeaders ?? [];
  const lines = linesAtFault(verdict?.cause);
  const limits = limitsOf(connection);
  return (
    <div class="handshake">
      {limits && <p class="dim">{limits}</p>}
      <div class="handshake-sides">
        <section>
          <h3>
            Asked <SeenBy>{askedBy(connection)}</SeenBy>
          </h3>
          <dl>
            <Fact name="URL">{evidence.url}</Fact>
            {evidence.argument !== evidence.url && (
              <Fact name="As the page gave it">{evidence.argument || '(empty)'}</Fact>
            )}
            <Fact name="Subprotocols" marked={lines.asked.has('sec-websocket-protocol')}>
              {evidence.protocols.join(', ') || 'none'}
            </Fact>
            {evidence.asked && (
              <Fact name="The page asked for">
                {evidence.asked.join(', ') || 'none'} (a fix is tried in its place)
              </Fact>
            )}
            <Fact name="By">
              {OPENER_NAMES[connection.opener]} {evidence.initiator}
            </Fact>
          </dl>
          <Headers headers={asked} marked={lines.asked} otherwise="Request headers were not seen." />
        </section>
        <section>
          <h3>
            Answered <SeenBy>{answeredBy(connection)}</SeenBy>
          </h3>
          <dl>
            <Fact name="Status" marked={lines.answered.has('status')}>
              {statusOf(connection)}
            </Fact>
            <Fact name="Subprotocol" marked={lines.answered.has('sec-websocket-protocol')}>
              {selectedOf(connection)}
            </Fact>
            <Fact name="Extensions">{evidence.outcome === 'open' ? evidence.extensions || 'none' : '–'}</Fact>
            {networkLog?.error !== undefined && evidence.outcome === 'failed' && (
              <Fact name="Chrome’s reason">{networkLog.error || '(blank: another extension hides it)'}</Fact>
            )}
            {exchange?.error && <Fact name="Firefox’s error">{exchange.error}</Fact>}
            {evidence.exception && (
              <Fact name="Exception">
                {evidence.exception.name}: {evidence.exception.message}
              </Fact>
            )}
          </dl>
          <Headers headers={answered} marked={lines.answered} otherwise={missingHeaders(connection)} />
        </section>
      </div>
      <Timing connection={connection} />
      <Initiator stack={evidence.stack ?? ''} openSource={openSource} />
    </div>
  );
}

function SeenBy({ children }: { readonly children: string }): JSX.Element {
  return <span class="seen-by">{children}</span>;
}

function Fact({
  name,
  marked = false,
  children,
}: {
  name: string;
  marked?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd class={`mono ${marked ? 'at-fault' : ''}`}>{children}</dd>
    </>
  );
}

function Headers(props: {
  headers: readonly HeaderField[];
  marked: ReadonlySet<string>;
  otherwise: string;
}): JSX.Element {
  if (props.headers.length === 0) return <p class="dim">{props.otherwise}</p>;
  return (
    <dl class="headers">
      {props.headers.map(({ name, value }, key) => (
        <Fact key={key} name={name} marked={props.marked.has(name.toLowerCase())}>
          {value}
        </Fact>
      ))}
    </dl>
  );
}

function Timing({ connection }: { readonly connection: Connection }): JSX.Element {
  const { evidence, closeCalled } = connection;
  const since = (time: number | undefined) =>
    time === undefined ? null : `after ${formatDuration(time - evidence.createdAt)}`;
  const { close } = evidence;
  return (
    <section>
      <h3>Times</h3>
      <dl>
        <Fact name="Constructed">{formatClock(evidence.createdAt)}</Fact>
        {evidence.openedAt !== undefined && <Fact name="Open">{since(evidence.openedAt)}</Fact>}
        {evidence.openedAt === undefined && evidence.settledAt !== undefined && (
          <Fact name="Failed">{since(evidence.settledAt)}</Fact>
        )}
        {closeCalled && (
          <Fact name="close() called">
            {since(closeCalled.time)}
            {closeCalled.code === null ? ', no code' : `, ${formatCloseCode(closeCalled.code)}`}
            {closeCalled.reason ? `, “${closeCalled.reason}”` : ''}
          </Fact>
        )}
        {close && (
          <Fact name="close event">
            {since(close.time)}, {formatCloseCode(close.code)}
            {close.reason ? `, “${close.reason}”` : ''}, {close.wasClean ? 'clean' : 'not clean'}
          </Fact>
        )}
        {evidence.openedAt !== undefined && close && (
          <Fact name="Open for">{formatDuration(close.time - evidence.openedAt)}</Fact>
        )}
      </dl>
    </section>
  );
}

function statusOf({ evidence }: Connection): string {
  const { exchange, networkLog, outcome, openedAt } = evidence;
  if (exchange?.response) return exchange.response.statusLine || String(exchange.response.status);
  if (networkLog && networkLog.status > 0) return String(networkLog.status);
  if (openedAt !== undefined) return '101, since it opened';
  return outcome === 'pending' ? 'not yet' : 'not seen';
}

/** What the server selected, as far as any witness saw it. */
function selectedOf({ evidence, verdict }: Connection): string {
  const { outcome, selectedProtocol, exchange, networkLog } = evidence;
  if (outcome === 'open') return selectedProtocol || 'none';
  const answered = exchange?.response?.headers ?? networkLog?.responseHeaders ?? [];
  const value = headerValue(answered, 'sec-websocket-protocol');
  if (value !== undefined) return value;
  const isOmitted = verdict?.cause === 'subprotocol-omitted' && verdict.certainty === 'proved';
  if (isOmitted || exchange?.response) return 'none';
  return outcome === 'pending' ? 'not yet' : 'not seen';
}

function askedBy({ evidence, witness }: Connection): string {
  if (witness === 'network-log') return 'seen in Chrome’s network log';
  if (evidence.exchange?.requestHeaders) return 'by the page, seen on the network';
  return evidence.networkLog?.requestHeaders.length
    ? 'by the page, seen in Chrome’s network log'
    : 'by the page';
}

function answeredBy({ evidence }: Connection): string {
  if (evidence.exchange?.response?.isRepaired)
    return 'seen on the network, repaired by the fix that is tried';
  if (evidence.exchange?.response) return 'seen on the network';
  if (evidence.networkLog) return 'seen in Chrome’s network log';
  return evidence.outcome === 'pending' ? '' : 'seen by the page';
}

function missingHeaders({ evidence }: Connection): string {
  if (evidence.outcome === 'pending') return 'No answer yet.';
  if (evidence.browser === 'chrome') {
    return evidence.openedAt === undefined
      ? 'Chrome shows no headers of a handshake that it refused.'
      : 'Chrome shows these headers only to DevTools that were open when they came.';
  }
  return 'No response came.';
}
