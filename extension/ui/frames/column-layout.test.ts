import { describe, expect, it } from 'vitest';
import { FIRST_LAYOUT, moved, readLayout, resized, shownColumns, toggled, widthOf } from './column-layout.ts';

const FIRST = ['direction', 'time', 'type', 'length', 'data', 'connection'];

describe('the layout of columns', () => {
  it('shows at first what every frame has', () => {
    expect(shownColumns(FIRST_LAYOUT)).toEqual(FIRST);
    expect(readLayout(null)).toEqual(FIRST_LAYOUT);
  });

  it('moves a column among the shown ones, past the hidden ones', () => {
    expect(shownColumns(moved(FIRST_LAYOUT, 'length', 0))[0]).toBe('length');
    expect(shownColumns(moved(FIRST_LAYOUT, 'time', 2))).toEqual([
      'direction',
      'type',
      'time',
      'length',
      'data',
      'connection',
    ]);
    expect(shownColumns(moved(FIRST_LAYOUT, 'direction', 99)).at(-1)).toBe('direction');
    expect(shownColumns(moved(FIRST_LAYOUT, 'time', -1))[0]).toBe('time');
  });

  it('keeps the data, whatever is hidden', () => {
    expect(shownColumns(toggled(FIRST_LAYOUT, 'data'))).toEqual(FIRST);
    expect(shownColumns(toggled(FIRST_LAYOUT, 'type'))).not.toContain('type');
    expect(shownColumns(toggled(FIRST_LAYOUT, 'gap'))[2]).toBe('gap');
  });

  it('comes back from storage as it was', () => {
    const layout = resized(toggled(moved(FIRST_LAYOUT, 'length', 0), 'gap'), 'time', 90);
    expect(readLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
  });

  it('reads what other versions wrote', () => {
    const layout = readLayout({
      order: ['data', 'weight', 'time', 'data', 7],
      hidden: ['data', 'type', null],
      widths: { time: 1e9, data: 'wide', weight: 5, length: -4 },
    });
    expect(layout.order.slice(0, 2)).toEqual(['data', 'time']);
    expect(layout.order.toSorted()).toEqual(FIRST_LAYOUT.order.toSorted());
    expect(shownColumns(layout)).toEqual(['data', 'time', 'direction', 'length', 'connection']);
    expect([widthOf(layout, 'time'), widthOf(layout, 'length'), widthOf(layout, 'data')]).toEqual([
      2_000, 22, 200,
    ]);
    expect(readLayout({ order: 'time', hidden: {}, widths: [] }).order).toEqual(FIRST_LAYOUT.order);
  });
});
