import { encode } from '@msgpack/msgpack';
import { encode as encodeCbor } from 'cbor2';
import type { InspectedPage } from '../support/driver.d.ts';
import { expect, test } from '../support/fixtures.ts';

/** Opens a socket on the page, sends binary frames, and waits for their echoes. */
function talk(page: InspectedPage, url: string, frames: readonly Uint8Array[]): Promise<void> {
  return page.evaluate(
    async (url, frames) => {
      const socket = new WebSocket(url);
      Object.assign(globalThis, { socket });
      await new Promise((resolve) => (socket.onopen = resolve));
      const all = new Promise<void>((resolve) => {
        let left = frames.length;
        socket.onmessage = () => --left === 0 && resolve();
      });
      for (const frame of frames) socket.send(Uint8Array.from(frame));
      await all;
    },
    url,
    frames.map((frame) => [...frame]),
  );
}

test('MessagePack and CBOR: the list says what frames mean, a frame opens as a tree, and a wrong guess is put right', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  const move = { players: [{ id: 1 }, { id: 2 }], op: 'move', seed: 2n ** 63n };
  await talk(page, echo.url(), [encode(move, { useBigInt64: true })]);
  await talk(page, echo.url('delay=1'), [encodeCbor(move)]);
  await panel.waitForRows('Frames', 4);
  const summary = '{op: "move", players: [2], seed: 9223372036854775808}';
  await panel.waitFor('summaries', async () => (await panel.frameData()).every((data) => data === summary));
  await panel.clickRow('Frames', 0);
  await panel.waitForText('players:');
  expect(await panel.text()).toContain('9223372036854775808');
  await panel.click('treeitem', 'seed:\u00a09223372036854775808uint 64');
  await panel.waitForText('$.seed');

  await panel.choose('Format', 'CBOR');
  await panel.waitForText('CBOR: broken at byte');
  await panel.waitFor('the other frame read the same', async () =>
    (await panel.frameData())[1]?.startsWith('CBOR broken at byte'),
  );
  await panel.choose('Format', 'Automatic');
  await panel.waitForText('players:');
});
