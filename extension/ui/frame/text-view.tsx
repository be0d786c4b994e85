import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatBytes, formatCount } from '../formatting.ts';
import { isBoolean, remembered } from '../remembered.ts';
import { ScaledList } from '../list/scaled-list.tsx';
import { findIn, MAX_MATCHES, piecesOf, type TextRange, TextLines } from './text-lines.ts';
import './text-view.css';

/** Bytes of a payload that are shown; the rest is there to be saved. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Characters up to which all of a text is drawn, so that it can be selected as a whole. */
const DRAWN_WHOLE = 32 * 1024;
const ROW_HEIGHT = 18;
/** Width of a character of the monospaced font, and what is beside the text, in CSS pixels. */
const CHARACTER = 6.7;
const MARGIN = 32;

const showsInvisible = remembered('text-invisible', false, isBoolean);
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export interface TextViewProps {
  readonly bytes: Uint8Array;
  /** What is searched for until the person searches for something else. */
  readonly find: string;
}

/** A payload as text, wrapped, with a search in it. */
export function TextView({ bytes, find }: TextViewProps): JSX.Element {
  const text = useMemo(
    () => decoder.decode(bytes.subarray(0, MAX_BYTES)),
    [bytes.buffer, bytes.byteOffset, bytes.length],
  );
  const [searched, setSearched] = useState(find);
  const [wanted, setWanted] = useState(0);
  useLayoutEffect(() => setSearched(find), [find]);
  const matches = useMemo(() => findIn(text, searched), [text, searched]);
  // Another payload may have fewer of them.
  const current = Math.max(0, Math.min(wanted, matches.length - 1));
  const field = useRef<HTMLInputElement>(null);
  const go = (by: number) => {
    if (matches.length > 0) setWanted((current + by + matches.length) % matches.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 'f') return;
    event.preventDefault();
    event.stopPropagation();
    field.current?.select();
  };
  const shown: ShownTextProps = { text, matches, current: matches[current] };
  return (
    <div class="text-view" onKeyDown={onKeyDown}>
      <div class="bar">
        <input
          ref={field}
          type="search"
          role="searchbox"
          class="input text-find"
          aria-label="Find in this payload"
          placeholder="Find"
          value={searched}
          onInput={(event) => {
            setSearched(event.currentTarget.value);
            setWanted(0);
          }}
          onKeyDown={(event) => event.key === 'Enter' && go(event.shiftKey ? -1 : 1)}
        />
        {searched !== '' && (
          <>
            <span class="dim" role="status">
              {matches.length === 0
                ? 'not found'
                : `${formatCount(current + 1)} of ${formatCount(matches.length)}${matches.length === MAX_MATCHES ? '+' : ''}`}
            </span>
            <button type="button" class="button quiet" aria-label="Previous match" onClick={() => go(-1)}>
              ↑
            </button>
            <button type="button" class="button quiet" aria-label="Next match" onClick={() => go(1)}>
              ↓
            </button>
          </>
        )}
        <span class="gap" />
        <button
          type="button"
          class="button quiet"
          aria-pressed={showsInvisible.value}
          title="Show spaces, line ends and characters that cannot be seen"
          onClick={() => (showsInvisible.value = !showsInvisible.value)}
        >
          Invisibles
        </button>
      </div>
      {bytes.length > MAX_BYTES && (
        <p class="cut">
          The first {formatBytes(MAX_BYTES)} of {formatBytes(bytes.length)} are shown; saving takes all.
        </p>
      )}
      {text.length <= DRAWN_WHOLE ? <WholeText {...shown} /> : <LongText {...shown} />}
    </div>
  );
}

interface ShownTextProps {
  readonly text: string;
  readonly matches: readonly TextRange[];
  /** The match that was gone to. */
  readonly current: TextRange | undefined;
}

function WholeText({ text, matches, current }: ShownTextProps): JSX.Element {
  const element = useRef<HTMLPreElement>(null);
  useLayoutEffect(() => {
    element.current?.querySelector('.text-current')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <pre ref={element} tabIndex={0}>
      <Pieces text={text} range={{ start: 0, end: text.length }} matches={matches} current={current} />
    </pre>
  );
}

function LongText({ text, matches, current }: ShownTextProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState(0);
  const [selected, setSelected] = useState(-1);
  useLayoutEffect(() => {
    const { current } = place;
    if (!current) return undefined;
    const observer = new ResizeObserver(() =>
      setColumns(Math.max(16, Math.floor((current.clientWidth - MARGIN) / CHARACTER))),
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const lines = useMemo(() => (columns === 0 ? null : new TextLines(text, columns)), [text, columns]);
  const reveal = useMemo(
    () => (lines && current ? { row: lines.lineAt(current.start) } : undefined),
    [lines, current],
  );
  return (
    <div ref={place} class="text-long">
      {lines && (
        <ScaledList
          label="Lines"
          role="listbox"
          rows={lines.count}
          rowHeight={ROW_HEIGHT}
          selected={selected}
          onSelect={setSelected}
          reveal={reveal}
          renderRow={(index, { role: _, 'aria-rowindex': __, ...props }) => (
            <div
              {...props}
              key={index}
              role="option"
              aria-posinset={index + 1}
              aria-setsize={lines.count}
              class="list-row text-line mono"
            >
              <Pieces
                text={text}
                range={{ start: lines.start(index), end: lines.start(index + 1) }}
                matches={matches}
                current={current}
              />
            </div>
          )}
        />
      )}
    </div>
  );
}

interface PiecesProps extends ShownTextProps {
  readonly range: TextRange;
}

function Pieces({ text, range, matches, current }: PiecesProps): JSX.Element {
  return (
    <>
      {piecesOf(text, range, matches, showsInvisible.value).map(({ text, start, kind, code }) => {
        if (kind === 'plain') return text;
        if (kind === 'sign')
          return (
            <span key={start} class="text-sign" title={code}>
              {text}
            </span>
          );
        const isCurrent = current && start >= current.start && start < current.end;
        return (
          <mark key={start} class={isCurrent ? 'text-current' : undefined}>
            {text}
          </mark>
        );
      })}
    </>
  );
}
