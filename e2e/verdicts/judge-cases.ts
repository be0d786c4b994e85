import { expect, test } from '../support/fixtures.ts';
import type { Screen } from '../support/screen.ts';
import type { VerdictCase } from './verdict-case.ts';

/** One test a case: the page does what it does, and the panel in DevTools gives its verdict. */
export function judgeCases(cases: readonly VerdictCase[]): void {
  for (const { title, cause, arrange, isProbed = false, tidy, ...all } of cases) {
    const tag = (['chromium', 'firefox'] as const)
      .filter((browser) => typeof all[browser] === 'string')
      .map((browser) => `@not-in-${browser}`);
    test(`${title} is ${cause}`, { tag }, async ({
      browserUnderTest,
      driver,
      echo,
      badServers,
      site,
      openPage,
      openPanel,
    }) => {
      const expected = all[browserUnderTest] === undefined ? {} : all[browserUnderTest];
      if (typeof expected === 'string') throw new Error(`Not in ${browserUnderTest}: ${expected}`);
      const stage = { driver, echo, badServers, site };
      const { url, protocols = [], page: address, act = connect } = await arrange(stage);
      try {
        const page = await openPage(address ?? site.page('game'));
        const panel = await openPanel(page);
        await page.evaluate(act, url, protocols);
        if (expected === null) {
          await panel.waitFor('open connection', async () =>
            (await panel.rows('Connections'))[0]?.[0]?.includes('open'),
          );
          expect(await panel.verdict()).toBeNull();
          return;
        }
        const { cause: due = cause, says = /./, ...rest } = expected;
        if (isProbed) {
          await panel.waitFor('any verdict', () => panel.verdict());
          await panel.click('button', 'Find out why');
          await panel.waitFor('first probe', () => isProbing(panel));
        }
        // A mere remark is shown only of a connection that was chosen.
        if (rest.severity === 'info') await panel.clickRow('Connections', 0);
        const verdict = await panel.waitForVerdict(due);
        const sure = { certainty: 'proved', severity: 'failure', ...rest };
        const final = await panel.waitFor(`${JSON.stringify(sure)}, saying ${says}`, async () => {
          const now = (await panel.verdict()) ?? verdict;
          const isSure = now.certainty === sure.certainty && now.severity === sure.severity;
          return now.cause === due && isSure && says.test(now.text) && now;
        });
        for (const heading of ['What happened', 'Evidence', 'Fix']) expect(final.text).toContain(heading);
        if (isProbed && (await isProbing(panel))) await panel.click('button', 'Stop');
        if (isProbed) await panel.waitFor('end of the probes', async () => !(await isProbing(panel)));
      } finally {
        await tidy?.(stage);
      }
    });
  }
}

function isProbing(panel: Screen): Promise<boolean> {
  return panel.surface.evaluate(() => document.querySelector('progress') !== null);
}

/** Runs in the page. */
function connect(url: string, protocols: readonly string[]): void {
  // Kept, or the browser could collect it before its end.
  Object.assign(globalThis, { socket: new WebSocket(url, [...protocols]) });
}
