import { launchChromium } from '../support/chromium.mjs';
import type { Driver, InspectedPage } from '../support/driver.d.ts';
import { launchFirefox } from '../support/firefox.mjs';
import { bundle } from '../support/bundle.ts';
import { test as base } from '../support/fixtures.ts';
import { clauseGroups } from './all-clauses.ts';

/** The result of each clause of a group, as text. */
type Results = ReadonlyMap<string, string>;

interface Compliance {
  /** The browser without the extension. */
  readonly bare: Driver;
  /** Observes a group of clauses in both browsers, once for all tests of a worker. */
  readonly observeGroup: (name: string) => Promise<{ native: Results; wrapped: Results }>;
}

export const test = base.extend<object, Compliance>({
  bare: [
    async ({ browserUnderTest }, use) => {
      const driver = await (browserUnderTest === 'chromium'
        ? launchChromium({ extensions: [] })
        : launchFirefox({ extension: false }));
      await use(driver);
      await driver.close();
    },
    { scope: 'worker' },
  ],
  observeGroup: [
    async ({ bare, driver, echo, site }, use) => {
      const script = site.source(await bundle('compliance/page.ts'));
      const page = site.page(`<body><script src="${script}"></script>`);
      const known = new Map<string, Promise<{ native: Results; wrapped: Results }>>();
      await use((name) => {
        const observed = known.get(name) ?? observeBoth(name);
        known.set(name, observed);
        return observed;
      });
      async function observeBoth(name: string) {
        const native = await observeClauses(await bare.openPage(page), name, page, echo.url());
        const wrapped = await observeClauses(await driver.openPage(page), name, page, echo.url());
        return { native, wrapped };
      }
    },
    { scope: 'worker' },
  ],
});

async function observeClauses(
  page: InspectedPage,
  group: string,
  pageUrl: string,
  echoUrl: string,
): Promise<Results> {
  const results = new Map<string, string>();
  for (const { clause, spoilsPage } of clauseGroups.find(({ name }) => name === group)?.clauses ?? []) {
    const run = (group: string, clause: string, url: string) => globalThis.observeClause(group, clause, url);
    results.set(clause, await page.evaluate(run, group, clause, echoUrl));
    if (spoilsPage) await page.goto(pageUrl);
  }
  await page.close();
  return results;
}
