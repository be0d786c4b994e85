import { defineConfig } from '@playwright/test';
import type { BrowserOptions } from './e2e/support/fixtures.ts';

/** The same specs in both browsers; each worker has browsers and servers of its own. */
export default defineConfig<object, BrowserOptions>({
  testDir: 'e2e/specs',
  timeout: 45_000,
  globalTimeout: 40 * 60_000,
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['list']],
  projects: [
    { name: 'chromium', grepInvert: /@not-in-chromium/, use: { browserUnderTest: 'chromium' } },
    { name: 'firefox', grepInvert: /@not-in-firefox/, use: { browserUnderTest: 'firefox' } },
  ],
});
