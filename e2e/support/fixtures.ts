import { expect, test as base } from '@playwright/test';
import { type BadServers, startBadServers } from './bad-servers.ts';
import { launchChromium } from './chromium.mjs';
import type { Driver, InspectedPage, Surface } from './driver.d.ts';
import { type Echo, startEcho } from './echo.ts';
import { startGameServer } from '../games/serve.mjs';
import { launchFirefox } from './firefox.mjs';
import { Screen } from './screen.ts';
import { type Site, startSite } from './site.ts';

export interface BrowserOptions {
  readonly browserUnderTest: 'chromium' | 'firefox';
  /** Fixtures of `e2e/fixtures` that are extensions, loaded beside the one under test. */
  readonly alongside: readonly string[];
}

interface WorkerFixtures extends BrowserOptions {
  readonly driver: Driver;
  readonly echo: Echo;
  readonly site: Site;
  readonly badServers: BadServers;
  /** URL of the server of `e2e/games`. */
  readonly games: string;
}

interface TestFixtures {
  /** Opens a page to inspect; closed after the test. */
  readonly openPage: (url: string) => Promise<InspectedPage>;
  /** The panel inside the browser's own DevTools. */
  readonly openPanel: (page: InspectedPage) => Promise<Screen>;
  /** The panel in a tab of its own. */
  readonly openDetachedPanel: (page: InspectedPage) => Promise<Screen>;
  readonly openPanelOnTab: (tabId: number) => Promise<Screen>;
  readonly openTester: (query?: string) => Promise<Screen>;
}

export const test = base.extend<TestFixtures & { opened: Opened }, WorkerFixtures>({
  browserUnderTest: ['chromium', { option: true, scope: 'worker' }],
  alongside: [[], { option: true, scope: 'worker' }],
  driver: [
    async ({ browserUnderTest, alongside }, use) => {
      const driver = await (browserUnderTest === 'chromium'
        ? launchChromium({ alongside: [...alongside] })
        : launchFirefox({ alongside: [...alongside] }));
      await use(driver);
      await driver.close();
    },
    { scope: 'worker' },
  ],
  echo: [
    async ({ browserUnderTest: _ }, use) => {
      const echo = await startEcho();
      await use(echo);
      await echo.close();
    },
    { scope: 'worker' },
  ],
  site: [
    async ({ browserUnderTest: _ }, use) => {
      const site = await startSite();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  badServers: [
    async ({ browserUnderTest: _ }, use) => {
      const servers = startBadServers();
      await use(servers);
      await servers.close();
    },
    { scope: 'worker' },
  ],
  games: [
    async ({ browserUnderTest: _ }, use) => {
      const games = await startGameServer();
      await use(games.url);
      await games.close();
    },
    { scope: 'worker' },
  ],
  opened: async ({ driver }, use, testInfo) => {
    const opened = new Opened();
    await use(opened);
    if (testInfo.status !== testInfo.expectedStatus) {
      for (const [i, { screenshot }] of opened.all.entries()) {
        await testInfo.attach(`screen ${i + 1}`, { body: await screenshot(), contentType: 'image/png' });
      }
    }
    for (const { close } of opened.all.toReversed()) await close();
    const errors = await driver.takeErrors();
    expect(errors, 'what pages of the extension threw').toEqual([]);
  },
  openPage: async ({ driver, opened }, use) => {
    await use(async (url) => opened.add(await driver.openPage(url)));
  },
  openPanel: async ({ driver, opened }, use) => {
    await use(async (page) => new Screen(opened.add(await driver.openPanel(page))));
  },
  openDetachedPanel: async ({ openPanelOnTab }, use) => {
    await use(async (page) => openPanelOnTab(await page.tabId()));
  },
  openPanelOnTab: async ({ driver, opened }, use) => {
    await use(
      async (tabId) => new Screen(opened.add(await driver.openExtensionPage(`panel.html?tabId=${tabId}`))),
    );
  },
  openTester: async ({ driver, opened }, use) => {
    await use(
      async (query = '') => new Screen(opened.add(await driver.openExtensionPage(`tester.html${query}`))),
    );
  },
});

/** Everything that a test opened and has not closed itself, closed after it in reverse order. */
class Opened {
  all: (InspectedPage | Surface)[] = [];

  add<T extends InspectedPage | Surface>(page: T): T {
    const { close } = page;
    page.close = () => {
      this.all = this.all.filter((other) => other !== page);
      return close();
    };
    this.all.push(page);
    return page;
  }
}

export { expect } from '@playwright/test';
