import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import './context-menu.css';

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
  /** For what is on or off. */
  readonly checked?: boolean;
  /** The key that does the same. */
  readonly keys?: string;
}

/** A line between groups of items. */
export const SEPARATOR = 'separator';

export interface ContextMenuProps {
  readonly label: string;
  readonly items: readonly (MenuItem | typeof SEPARATOR)[];
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
    else if (event.key === 'Home') buttons[0]?.focus();
    else if (event.key === 'End') buttons.at(-1)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={menu} class="context-menu" role="menu" aria-label={label} onKeyDown={onKeyDown}>
      {items.map((item, i) =>
        item === SEPARATOR ? (
          <hr key={i} />
        ) : (
          <button
            key={item.label}
            type="button"
            role={item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
            aria-checked={item.checked}
            data-keys={item.keys}
            tabIndex={-1}
            onClick={() => {
              onClose();
              item.run();
            }}
          >
            {item.label}
          </button>
        ),
      )}
    </div>
  );
}
