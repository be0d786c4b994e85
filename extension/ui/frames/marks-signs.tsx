import type { JSX } from 'preact';
import type { FrameMark } from '../../../src/frame-store/frame-marks.ts';
import { Icon } from '../icon.tsx';
import './marks.css';

/** What a person put on a frame, before its data. */
export function MarkSigns({ mark: { isMarked, isPinned, note } }: { readonly mark: FrameMark }): JSX.Element {
  return (
    <>
      {isMarked && <Sign name="marked" />}
      {isPinned && <Sign name="pinned" />}
      {note !== '' && (
        <span class="mark-note" title={note}>
          <Icon name="note" />
          {note}
        </span>
      )}
    </>
  );
}

function Sign({ name }: { readonly name: 'marked' | 'pinned' }): JSX.Element {
  return (
    <span class="mark-sign" title={name}>
      <Icon name={name} />
      <span class="visually-hidden">{name}</span>
    </span>
  );
}
