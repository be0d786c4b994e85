import type { JSX } from 'preact';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import type { FrameHeader } from '../../../src/websocket/frame.ts';
import { closeText } from './close-text.ts';
import { formatCount, formatNumberOf } from '../formatting.ts';
import { Icon } from '../icon.tsx';
import './wire-facts.css';

/** What only the wire shows of a frame (RFC 6455 §5.2), and what is forbidden about it. */
export function WireFacts({
  store,
  row,
}: {
  readonly store: FrameStore;
  readonly row: number;
}): JSX.Element | null {
  const header = store.header(row);
  if (!header) return null;
  const type = store.type(row);
  return (
    <div class="wire-facts">
      <dl>
        <Fact name="FIN">{header.fin ? 'set' : 'not set: more follows'}</Fact>
        <Fact name="RSV">{rsvOf(header, store.isInflated(row))}</Fact>
        <Fact name="Opcode">
          0x{header.opcode.toString(16)} ({type})
        </Fact>
        <Fact name="Mask">{maskOf(header)}</Fact>
        <Fact name="Length">{lengthOf(store, row, header)}</Fact>
        {type === 'close' && <Fact name="Close">{closeText(store.payload(row))}</Fact>}
      </dl>
      {store.violations(row).map((violation, key) => (
        <p key={key} class="error-text">
          <Icon name="warning" /> {violation}
        </p>
      ))}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: (string | number)[] | string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="mono">{children}</dd>
    </div>
  );
}

function rsvOf({ rsv1, rsv2, rsv3 }: FrameHeader, isInflated: boolean): string {
  const set = [rsv1, rsv2, rsv3].flatMap((bit, i) => (bit ? [`RSV${i + 1}`] : []));
  if (set.length === 0) return 'none';
  return rsv1 && isInflated ? `${set.join(', ')} (compressed)` : set.join(', ');
}

function maskOf({ masked, maskingKey }: FrameHeader): string {
  if (!masked) return 'not masked';
  return `0x${maskingKey.toString(16).padStart(8, '0')}`;
}

/** 2³²−1 stands for that and more. */
function lengthOf(store: FrameStore, row: number, { payloadLength }: FrameHeader): string {
  const length = payloadLength === 0xffff_ffff ? 'over 4 GiB' : formatNumberOf(payloadLength, 'byte');
  if (store.isIncomplete(row)) return `${length}, of which ${formatCount(store.length(row))} came`;
  return store.isInflated(row)
    ? `${length} here, ${formatNumberOf(store.length(row), 'byte')} the message inflated`
    : length;
}
