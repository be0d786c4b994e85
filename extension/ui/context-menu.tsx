import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import './context-menu.css';

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
}

export interface ContextMenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** Where it was asked for, in CSS pixels of the viewport. */
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
}

/** What can be done with the thing under the pointer (WAI-ARIA menu pattern). Closing gives the focus back. */
export function ContextMenu({ label, items, x, y, onClose }: ContextMenuProps): JSX.Element {
  const menu = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const node = menu.current;
    const before = document.activeElement;
    if (!node) return undefined;
    node.style.left = `${Math.max(0, Math.min(x, innerWidth - node.offsetWidth))}px`;
    node.style.top = `${Math.max(0, Math.min(y, innerHeight - node.offsetHeight))}px`;
    node.querySelector('button')?.focus();
    const onPointerDown = ({ target }: Event) => {
      if (target instanceof Node && !node.contains(target)) onClose();
    };
    document.addEventListener('pointerdown', onPointerDown, true);
    window.addEventListener('blur', onClose);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, true);
      window.removeEventListener('blur', onClose);
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined) buttons[(at + step + buttons.length) % buttons.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={menu} class="context-menu" role="menu" aria-label={label} onKeyDown={onKeyDown}>
      {items.map(({ label, run }) => (
        <button
          key={label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            onClose();
            run();
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
