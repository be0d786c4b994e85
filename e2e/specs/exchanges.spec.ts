import { startServerOf } from '../libraries/servers.ts';
import { bundle } from '../support/bundle.ts';
import { expect, test as base } from '../support/fixtures.ts';
import type { Screen } from '../support/screen.ts';

const test = base.extend<object, { talkingPage: string }>({
  talkingPage: [
    async ({ site }, use) => {
      const script = site.source(await bundle('libraries/long-talks.ts'));
      await use(site.page(`<script src="${script}"></script>`));
    },
    { scope: 'worker' },
  ],
});

/** Place of the first reply among the rows that can be clicked. */
function placeOfReply(panel: Screen): Promise<number> {
  return panel.surface.evaluate(() => {
    const list = document.querySelector('[role=grid][aria-label=Frames]');
    const top = list?.querySelector('.list-header')?.getBoundingClientRect().bottom ?? 0;
    const rows = [...(list?.querySelectorAll('.scaled-list-rows [role=row]') ?? [])];
    return rows
      .filter((row) => row.getBoundingClientRect().top >= top - 1)
      .findIndex((row) => row.querySelector('.reply-latency'));
  });
}

const TALKS = [
  {
    library: 'Socket.IO',
    summaries: [
      'echo → "hello", attachment(1), ack 0',
      'echo: attachment 1 of 1, 3 bytes',
      'ack 0 → ["hello", attachment(1)]',
      'ack 0: attachment 1 of 1, 3 bytes',
    ],
  },
  { library: 'MQTT', summaries: ['SUBSCRIBE game/# (QoS 1)', 'PUBLISH game/1 → {op: "move", x: 1}, QoS 1'] },
];

for (const { library, summaries } of TALKS) {
  test(`a real ${library} talk: what it says, replies with their latency, the way to the request, heartbeats folded`, async ({
    talkingPage,
    openPage,
    openPanel,
  }) => {
    const server = await startServerOf(library, { pingInterval: 100 });
    const page = await openPage(talkingPage);
    const panel = await openPanel(page);
    await page.evaluate((library, port) => globalThis.talk(library, port), library, server.port);

    await panel.click('button', 'Fold heartbeats');
    const folded = async () => Number(/(\d+) heartbeats? folded/.exec(await panel.text())?.[1] ?? 0);
    await panel.waitFor('heartbeats that are folded as they come', async () => (await folded()) >= 2);
    for (const summary of summaries) {
      const isShown = async () => (await panel.frameData()).some((text) => text.endsWith(summary));
      await panel.waitFor(`“${summary}”`, isShown);
    }
    const data = await panel.frameData();
    expect(data.filter((text) => /PING|Engine\.IO p[io]ng|^[23]$/.test(text))).toEqual([]);

    const { place } = await panel.waitFor('a reply with its latency', async () => {
      const place = await placeOfReply(panel);
      return place >= 0 && { place };
    });
    await panel.clickRow('Frames', place);
    await panel.waitForText('Reply after');
    await panel.click('button', 'Show the request');
    await panel.waitForText('Answered after');
    await panel.surface.evaluate(() => {
      const list = document.querySelector('[role=grid][aria-label=Frames]');
      list?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
    });
    await panel.waitForText('Reply after');
    // The next test may be given the same browser, which remembers that heartbeats are folded.
    await panel.surface.evaluate(() => localStorage.removeItem('fold-heartbeats'));
    await server.close();
  });
}
