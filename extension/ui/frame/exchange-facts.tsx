import type { JSX } from 'preact';
import type { ExchangeIndex } from '../../../src/exchanges/exchange-index.ts';
import './exchange-facts.css';
import { formatDuration } from '../formatting.ts';

export interface ExchangeFactsProps {
  /** `null` until its code has come. */
  readonly index: ExchangeIndex | null;
  readonly row: number;
  /** Goes to the frame that asked or answered. */
  readonly onShow: (row: number) => void;
}

/** Which frame answers the one that is shown, or which it answers, and how long that took. */
export function ExchangeFacts({ index, row, onShow }: ExchangeFactsProps): JSX.Element | null {
  const partner = index?.partnerOf(row);
  if (!partner) return index?.isRequest(row) ? <p class="exchange-facts dim">No reply so far.</p> : null;
  const time = formatDuration(partner.latency);
  return (
    <p class="exchange-facts">
      <span>
        {partner.isReply ? `Reply after ${time}` : `Answered after ${time}`}
        {partner.isError && <span class="error-text"> with an error</span>}
      </span>
      <button
        type="button"
        class="button quiet"
        title="Ctrl+Enter or ⌘Enter in the list"
        onClick={() => onShow(partner.row)}
      >
        {partner.isReply ? 'Show the request' : 'Show the reply'}
      </button>
    </p>
  );
}

/** In a row of the list: how long a reply took. */
export function ReplyLatency({
  index,
  row,
}: {
  /** `null` until its code has come. */
  readonly index: ExchangeIndex | null;
  readonly row: number;
}): JSX.Element | null {
  const partner = index?.partnerOf(row);
  if (!partner?.isReply) return null;
  const time = formatDuration(partner.latency);
  return (
    <span
      class={`reply-latency ${partner.isError ? 'is-error' : 'dim'}`}
      title={`Reply after ${time}${partner.isError ? ', an error' : ''}`}
    >
      {time}
      {partner.isError && ' error'}
    </span>
  );
}
