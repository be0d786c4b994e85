import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import './split.css';

export interface SplitProps {
  readonly label: string;
  /** Size in CSS pixels of the pane that this divider belongs to. */
  readonly size: Signal<number>;
  readonly orientation: 'vertical' | 'horizontal';
  /** Which way the pane grows when the divider moves right or down. */
  readonly grows: 1 | -1;
}

const STEP = 16;
const LEAST = 60;

/** A divider that is moved by mouse or arrow keys (WAI-ARIA window splitter pattern). */
export function Split({ label, size, orientation, grows }: SplitProps): JSX.Element {
  const isVertical = orientation === 'vertical';
  const set = (value: number) => {
    size.value = Math.max(LEAST, Math.min(value, (isVertical ? innerWidth : innerHeight) - 2 * LEAST));
  };
  const onPointerDown = (down: PointerEvent) => {
    const handle = down.currentTarget as HTMLElement;
    // The pane may be smaller than its size asks for: too narrow a window, or too little in it.
    const pane = grows === 1 ? handle.previousElementSibling : handle.nextElementSibling;
    const box = pane?.getBoundingClientRect();
    const start = (isVertical ? box?.width : box?.height) ?? size.value;
    handle.setPointerCapture(down.pointerId);
    handle.onpointermove = (move) => {
      set(start + grows * (isVertical ? move.clientX - down.clientX : move.clientY - down.clientY));
    };
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
    };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = isVertical ? { ArrowLeft: -STEP, ArrowRight: STEP } : { ArrowUp: -STEP, ArrowDown: STEP };
    const by = (step as Record<string, number>)[event.key];
    if (by === undefined) return;
    event.preventDefault();
    set(size.value + grows * by);
  };
  return (
    <div
      class={`split split-${orientation}`}
      role="separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(size.value)}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
