import { libraries, startServerOf } from '../libraries/servers.ts';
import { test as base } from '../compliance/native-browser.ts';
import { bundle } from '../support/bundle.ts';
import { expect } from '../support/fixtures.ts';

const test = base.extend<object, { clientPage: string }>({
  clientPage: [
    async ({ site }, use) => {
      const script = site.source(await bundle('libraries/clients.ts'));
      await use(site.page(`<script src="${script}"></script>`));
    },
    { scope: 'worker' },
  ],
});

for (const library of libraries) {
  test(`${library} talks to its server as without the extension, and the panel shows its frames`, async ({
    bare,
    clientPage,
    openPage,
    openDetachedPanel,
  }) => {
    const server = await startServerOf(library);
    const converse = (library: string, port: number) => globalThis.converse(library, port);
    const barePage = await bare.openPage(clientPage);
    const native = await barePage.evaluate(converse, library, server.port);
    await barePage.close();
    const page = await openPage(clientPage);
    const panel = await openDetachedPanel(page);
    expect(await page.evaluate(converse, library, server.port)).toBe(native);
    expect(native).toMatch(/hello from|second/);
    // Binary frames, as MQTT has them, show their bytes only; their connection counts them.
    await panel.waitForText(library === 'MQTT' ? 'mqtt' : `hello from ${library}`);
    await server.close();
  });
}
