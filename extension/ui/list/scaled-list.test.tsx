// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScaledList, type ScaledListProps } from './scaled-list.tsx';

const VIEWPORT = 200;
const ROW = 20;

beforeEach(() => {
  // happy-dom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(VIEWPORT);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly observe: () => void;
      readonly disconnect = () => {};
      constructor(changed: () => void) {
        this.observe = changed;
      }
    },
  );
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

interface ListOptions {
  readonly rows: number;
  readonly removed?: number;
}

/** Rows are numbers from `removed` on. */
function list({ removed = 0, ...props }: Partial<ScaledListProps> & ListOptions) {
  return (
    <ScaledList
      label="Numbers"
      rowHeight={ROW}
      selected={-1}
      onSelect={() => {}}
      keys={{ at: (index) => index + removed, placeOf: (key) => Math.max(0, key - removed) }}
      renderRow={(index, { key, ...row }) => (
        <div key={key} {...row}>
          {index + removed}
        </div>
      )}
      {...props}
    />
  );
}

const grid = () => screen.getByRole('grid');

/** Numbers of the rows that are wholly within the visible part. */
function seen(): number[] {
  return screen
    .getAllByRole('row')
    .map((row) => ({ row, top: Number(/translateY\((-?[\d.]+)px\)/.exec(row.style.transform)?.[1]) }))
    .filter(({ top }) => top >= 0 && top + ROW <= VIEWPORT)
    .map(({ row }) => Number(row.textContent));
}

function scrollTo(scrollTop: number): void {
  grid().scrollTop = scrollTop;
  fireEvent.scroll(grid());
}

describe('ScaledList', () => {
  it('draws only what is in view, and tells the count of all', () => {
    render(list({ rows: 100_000 }));
    expect(screen.getAllByRole('row').length).toBeLessThan(30);
    expect(grid().getAttribute('aria-rowcount')).toBe('100000');
    expect(seen()[0]).toBe(0);
  });

  it('follows its end until it is scrolled up, and again from the end', () => {
    const onFollow = vi.fn();
    const { rerender } = render(list({ rows: 100, follow: true, onFollow }));
    expect(seen().at(-1)).toBe(99);
    rerender(list({ rows: 110, follow: true, onFollow }));
    expect(seen().at(-1)).toBe(109);
    scrollTo(500);
    expect(onFollow).toHaveBeenLastCalledWith(false);
    scrollTo(110 * ROW - VIEWPORT);
    expect(onFollow).toHaveBeenLastCalledWith(true);
  });

  it('stands still while rows come and old ones go', () => {
    const { rerender } = render(list({ rows: 1_000 }));
    scrollTo(4_000);
    const before = seen();
    rerender(list({ rows: 2_000 }));
    expect(seen()).toEqual(before);
    rerender(list({ rows: 1_900, removed: 100 }));
    expect(seen()).toEqual(before);
  });

  it('reaches the last of a million rows, and single rows on the way', () => {
    const onSelect = vi.fn();
    const { rerender } = render(list({ rows: 1_000_000, selected: 5, onSelect }));
    fireEvent.keyDown(grid(), { key: 'End' });
    expect(onSelect).toHaveBeenLastCalledWith(999_999);
    expect(seen().at(-1)).toBe(999_999);
    rerender(list({ rows: 1_000_000, selected: 999_999, onSelect }));
    for (let up = 1; up <= 12; up++) {
      fireEvent.keyDown(grid(), { key: 'ArrowUp' });
      rerender(list({ rows: 1_000_000, selected: 999_999 - up, onSelect }));
      expect(seen()).toContain(999_999 - up);
    }
  });

  it('brings the scroll bar back to where the rows are, once it rests', () => {
    render(list({ rows: 1_000_000 }));
    scrollTo(4_000_000);
    for (let step = 1; step <= 10; step++) scrollTo(4_000_000 + step * 100);
    const before = seen();
    fireEvent(grid(), new Event('scrollend'));
    expect(seen()).toEqual(before);
    expect(Math.round(grid().scrollTop)).toBe(4_000_400);
  });

  it('shows the selected row again once the rows are others', () => {
    const { rerender } = render(list({ rows: 1_000, selected: 500, subject: 'all' }));
    rerender(list({ rows: 0, selected: -1, subject: 'some' }));
    rerender(list({ rows: 300, selected: 150, subject: 'some' }));
    expect(seen()).toContain(150);
  });

  it('holds the selected row where it is while others are filtered away, and what is near it without it', () => {
    const even = { at: (index: number) => index * 2, placeOf: (key: number) => Math.ceil(key / 2) };
    const topOf = () => screen.getByRole('row', { selected: true }).style.transform;
    const { rerender } = render(list({ rows: 1_000 }));
    scrollTo(4_000);
    rerender(list({ rows: 1_000, selected: 204 }));
    fireEvent.mouseDown(screen.getByText('204'));
    const before = topOf();
    rerender(list({ rows: 500, selected: 102, keys: even, subject: 'even' }));
    expect(topOf()).toBe(before);
    rerender(list({ rows: 500, selected: -1, keys: even, subject: 'none' }));
    expect(seen()).toContain(102);
    rerender(list({ rows: 1_000, selected: 204, subject: 'all' }));
    expect(topOf()).toBe(before);
  });
});
