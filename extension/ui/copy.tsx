import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Icon } from './icon.tsx';

/** How long a button says what became of the copy, in milliseconds. */
const TOLD_FOR = 1_500;

/**
 * Copies a text. The asynchronous clipboard is closed to pages inside DevTools, so this selects and copies as pages
 * always could.
 * @returns whether the browser did it
 */
export function copyText(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return isCopied;
}

export interface CopyButtonProps {
  readonly label: string;
  /** Made when asked, since it may be large. */
  readonly text: () => string;
  readonly title?: string;
  /** Off for all but the first of a row of buttons that copy the same thing. */
  readonly hasIcon?: boolean;
}

export function CopyButton({ label, text, title = label, hasIcon = true }: CopyButtonProps): JSX.Element {
  const told = useSignal<string | null>(null);
  const copy = () => {
    told.value = copyText(text()) ? 'Copied' : 'The browser refused';
    setTimeout(() => {
      told.value = null;
    }, TOLD_FOR);
  };
  return (
    <button type="button" class="button quiet" onClick={copy} title={title}>
      {hasIcon && <Icon name="copy" />}
      <span aria-live="polite">{told.value ?? label}</span>
    </button>
  );
}
