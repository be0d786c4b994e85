import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ContextMenu, type MenuItem } from '../context-menu.tsx';
import { COPIES, copyBytes } from './frame-copy.ts';
import { Icon } from '../icon.tsx';

export interface CopyMenuProps {
  readonly label: string;
  /** Made when asked, since it may be large. */
  readonly payload: () => Uint8Array;
  /** More to copy than what the bytes alone give. */
  readonly items?: readonly MenuItem[];
}

/** A button that asks what some bytes are to be copied as. */
export function CopyMenu({ label, payload, items = [] }: CopyMenuProps): JSX.Element {
  const [place, setPlace] = useState<{ readonly x: number; readonly y: number } | null>(null);
  return (
    <>
      <button
        type="button"
        class="button quiet"
        aria-haspopup="menu"
        aria-expanded={place !== null}
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          setPlace({ x: left, y: bottom });
        }}
      >
        <Icon name="copy" />
        {label}
      </button>
      {place && (
        <ContextMenu
          label={label}
          {...place}
          onClose={() => setPlace(null)}
          items={[
            ...COPIES.map(([as, name]) => ({
              label: `Copy as ${name}`,
              run: () => copyBytes(payload(), as),
            })),
            ...items,
          ]}
        />
      )}
    </>
  );
}
