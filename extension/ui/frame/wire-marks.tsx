import type { JSX } from 'preact';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';

/** As short as its column wants it. */
export function nameOfType(store: FrameStore, row: number): string {
  const type = store.type(row);
  if (type === 'reserved') return `0x${(store.header(row)?.opcode ?? 0).toString(16)}`;
  return type === 'continuation' ? 'cont.' : type;
}

/** The bits of a frame's header in one line, as many as are set; empty where nobody saw it. */
export function headerText(store: FrameStore, row: number): string {
  const header = store.header(row);
  if (!header) return '';
  const { fin, rsv1, rsv2, rsv3, opcode, masked } = header;
  const set = [fin && 'FIN', rsv1 && 'RSV1', rsv2 && 'RSV2', rsv3 && 'RSV3'].filter((bit) => bit !== false);
  return [...set, `0x${opcode.toString(16)}`, ...(masked ? ['mask'] : [])].join(' ');
}

/** What a row says of the frame's header, where it is out of the ordinary. */
export function WireMarks({
  store,
  number,
}: {
  readonly store: FrameStore;
  readonly number: number;
}): JSX.Element | null {
  const header = store.header(number);
  if (!header) return null;
  const violations = store.violations(number);
  return (
    <>
      {violations.length > 0 && (
        <span class="frame-flag is-violation" title={violations.join('\n')}>
          ⚠ forbidden
        </span>
      )}
      {store.isIncomplete(number) && (
        <span class="frame-flag" title="The connection ended before the frame did">
          cut off
        </span>
      )}
      {!header.fin && (
        <span class="frame-flag is-plain" title="FIN is not set: more of this message follows">
          fragment
        </span>
      )}
      {header.fin && header.opcode === 0 && (
        <span class="frame-flag is-plain" title="FIN is set: the message ends here">
          last fragment
        </span>
      )}
      {store.isInflated(number) && (
        <span class="frame-flag is-plain" title="Inflated by permessage-deflate (RFC 7692)">
          inflated
        </span>
      )}
    </>
  );
}
