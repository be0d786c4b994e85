import type { JSX } from 'preact';
import { HandshakeView, type HandshakeViewProps } from './handshake-view.tsx';
import { lazily } from '../lazily.tsx';

const WireHandshake = lazily(async () => (await import('./wire-handshake.tsx')).WireHandshake);

/** The opening handshake, by what is known of it: all of its bytes, or what a browser tells. */
export function Handshake(props: HandshakeViewProps): JSX.Element {
  const { connection } = props;
  return connection.wire ? (
    <WireHandshake connection={connection} wire={connection.wire} />
  ) : (
    <HandshakeView {...props} />
  );
}
