// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { PanelCommand } from '../../src/bridge/channel.ts';
import { type LiveFixes, NO_FIXES } from '../../src/bridge/live-fix.ts';
import { PanelFixes } from './live-fixes.ts';
import type { RelayLink } from './tab-pipe.ts';

const set: LiveFixes = {
  fixes: [{ pattern: 'ws://game/*', protocols: ['binary'], url: null, repair: false }],
  keep: true,
};
const forged: LiveFixes = {
  fixes: [{ pattern: '*', protocols: null, url: 'ws://evil/', repair: true }],
  keep: true,
};

function relay(): RelayLink & { told: LiveFixes[] } {
  const told: LiveFixes[] = [];
  return {
    told,
    post: (command: PanelCommand) => {
      if (command.type === 'fix') told.push(command.fixes);
    },
    onEvent: () => {},
    onGone: () => {},
    isGone: false,
  };
}

describe('PanelFixes', () => {
  beforeEach(() => localStorage.clear());

  it('takes over what the panel before it has set on this tab', () => {
    new PanelFixes({}, 1).set(set);
    const fixes = new PanelFixes({}, 1);
    expect(fixes.relayCame(relay(), set)).toBe(true);
    expect(fixes.state.value).toEqual(set);
  });

  it('ends what a page has forged, and gives none of it to another', () => {
    const repaired: (readonly string[])[] = [];
    const fixes = new PanelFixes({ repair: (patterns) => void repaired.push(patterns) }, 1);
    const other = relay();
    const forger = relay();
    fixes.relayCame(other, NO_FIXES);
    expect(fixes.relayCame(forger, forged)).toBe(false);
    expect(fixes.state.value).toEqual(NO_FIXES);
    expect([forger.told, other.told, repaired]).toEqual([[NO_FIXES], [], []]);
  });

  it('believes of a tab only what was set on that tab', () => {
    new PanelFixes({}, 1).set(set);
    expect(new PanelFixes({}, 2).relayCame(relay(), set)).toBe(false);
  });

  it('forgets what was ended', () => {
    const before = new PanelFixes({}, 1);
    before.set(set);
    before.set(NO_FIXES);
    expect(new PanelFixes({}, 1).relayCame(relay(), set)).toBe(false);
  });
});
