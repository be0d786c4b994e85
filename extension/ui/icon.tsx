import {
  ArrowDown,
  ArrowDownWideNarrow,
  ArrowUp,
  ArrowUpNarrowWide,
  Ban,
  Bookmark,
  Cable,
  ChevronDown,
  ChevronRight,
  ChevronUp,
  Circle,
  CircleAlert,
  CircleCheck,
  CircleQuestionMark,
  CircleX,
  Columns3Cog,
  Copy,
  FlaskConical,
  FolderOpen,
  Info,
  LoaderCircle,
  Pause,
  Pin,
  Play,
  Repeat,
  Save,
  StickyNote,
  Trash2,
  TriangleAlert,
  Unplug,
  Wrench,
} from 'lucide';
import { createElement, type JSX } from 'preact';

const ICONS = {
  fix: Wrench,
  sent: ArrowUp,
  received: ArrowDown,
  clear: Ban,
  collapse: ChevronDown,
  expand: ChevronRight,
  unfold: ChevronUp,
  open: Circle,
  failed: CircleX,
  failure: CircleX,
  closed: CircleCheck,
  copy: Copy,
  tester: FlaskConical,
  info: Info,
  connecting: LoaderCircle,
  'open-file': FolderOpen,
  pause: Pause,
  play: Play,
  question: CircleQuestionMark,
  relays: Cable,
  repeat: Repeat,
  save: Save,
  delete: Trash2,
  warning: TriangleAlert,
  closing: Unplug,
  alert: CircleAlert,
  descending: ArrowDownWideNarrow,
  ascending: ArrowUpNarrowWide,
  columns: Columns3Cog,
  marked: Bookmark,
  pinned: Pin,
  note: StickyNote,
} as const;

export type IconName = keyof typeof ICONS;

/** A picture beside a word; it says nothing that the word does not. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg
      class={`icon icon-${name}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {ICONS[name].map(([tag, attributes], key) => createElement(tag, { ...attributes, key }))}
    </svg>
  );
}
