import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RawHead } from '../../../src/bridge/relay-feed.ts';
import { differingLines, type RawLine, rawLines } from '../../../src/wire/raw-lines.ts';
import { CopyButton } from '../copy.tsx';
import { formatCount } from '../formatting.ts';
import { visible } from '../frame/payload-text.ts';
import './raw-head.css';

/** Lines that are drawn of one head; a hostile one may have thousands. */
const MAX_LINES = 500;

export interface RawHeadViewProps {
  readonly title: string;
  readonly head: RawHead;
  /** The same head on the other side of the relay, where it changed something; lines that differ are marked. */
  readonly other?: RawHead | undefined;
}

/** The head of a request or a response with nothing left out: its lines, or its bytes. */
export function RawHeadView({ title, head, other }: RawHeadViewProps): JSX.Element {
  const [showsHex, setShowsHex] = useState(false);
  const lines = rawLines(head.bytes);
  const differing = other ? differingLines(lines, rawLines(other.bytes)).a : NONE;
  const shown = lines.slice(0, MAX_LINES);
  return (
    <section class="raw-head" aria-label={title}>
      <header>
        <h4>{title}</h4>
        <span class="dim">{formatCount(head.length)} bytes</span>
        <span class="gap" />
        <CopyButton label="Copy" title={`Copy: ${title}`} text={() => head.bytes} />
        <button
          type="button"
          class="button quiet"
          aria-pressed={showsHex}
          onClick={() => setShowsHex(!showsHex)}
        >
          Hex
        </button>
      </header>
      {showsHex ? (
        <pre>{hexDump(head.bytes)}</pre>
      ) : (
        <ol>
          {shown.map((line, i) => (
            <Line key={i} line={line} differs={differing.has(i)} />
          ))}
        </ol>
      )}
      {lines.length > shown.length && (
        <p class="cut">{formatCount(lines.length - shown.length)} more lines are not shown.</p>
      )}
      {head.bytes.length < head.length && (
        <p class="cut">
          Only the first {formatCount(head.bytes.length)} of {formatCount(head.length)} bytes were kept.
        </p>
      )}
    </section>
  );
}

const NONE: ReadonlySet<number> = new Set();

function Line({ line, differs }: { readonly line: RawLine; readonly differs: boolean }): JSX.Element {
  return (
    <li class={differs ? 'is-changed' : ''}>
      <code>{visible(line.text)}</code>
      {line.end === 'crlf' ? (
        <span class="line-end" title="CRLF">
          ↵
        </span>
      ) : (
        <span class="frame-flag" title="RFC 9112 §2.2 asks for CRLF">
          {line.end === 'lf' ? 'LF alone' : 'cut off here'}
        </span>
      )}
      {differs && <span class="frame-flag">changed by the relay</span>}
    </li>
  );
}

/** Bytes that are drawn in hexadecimal; all are copied. */
const MAX_HEX_BYTES = 4_096;

function hexDump(bytes: string): string {
  const rows: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, MAX_HEX_BYTES); at += 16) {
    const row = bytes.slice(at, at + 16);
    const hex = Array.from(row, (character) => character.charCodeAt(0).toString(16).padStart(2, '0'));
    const text = row.replace(/[^\x20-\x7e]/g, '.');
    rows.push(`${at.toString(16).padStart(4, '0')}  ${hex.join(' ').padEnd(47)}  ${text}`);
  }
  if (bytes.length > MAX_HEX_BYTES) rows.push('…');
  return rows.join('\n');
}
