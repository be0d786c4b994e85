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

  await panel.choose('Format of the frame', 'CBOR');
  await panel.waitForText('CBOR: broken at byte');
  await panel.waitFor('the other frame read the same', async () =>
    (await panel.frameData())[1]?.startsWith('broken at byte'),
  );
  await panel.choose('Format of the frame', 'Automatic');
  await panel.waitForText('players:');
});

test('a layout of one’s own: what is written counts at once, and a mistake is told by line and column', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await talk(page, echo.url('latency=1'), [
    Uint8Array.of(2, 0xfb, 0xff, 0, 0, 0xc0, 0x3f),
    Uint8Array.of(1, 3, 0x41, 0x64, 0x61),
  ]);
  await panel.waitForRows('Frames', 4);
  await panel.clickRow('Frames', 0);
  await panel.click('tab', 'Decoded');
  await panel.click('button', 'New layout');
  const rest = 'switch (type) { case join: string name[u8]; case move: i16 x; f32 angle; }';
  await panel.fill('textbox', 'Layout', `enum Type : u8 { join = 1, move } Tipe type; ${rest}`);
  await panel.waitForText('Line 1, column 35: No type is called “Tipe”');
  await panel.fill('textbox', 'Layout', `enum Type : u8 { join = 1, move } Type type; ${rest}`);
  await panel.waitFor('summaries of both kinds', async () => {
    const data = await panel.frameData();
    return data.includes('{type: move, x: -5, angle: 1.5}') && data.includes('{type: join, name: "Ada"}');
  });
  await panel.waitForText('move (2)');
  await panel.fill('searchbox', 'Filter frames', '$.angle == 1.5');
  await panel.waitForRows('Frames', 2);
  await panel.click('button', 'Remove');
  await panel.waitForText('No format that is known here fits');
});

test('protobuf: as far as its bytes tell, and by a schema whose mistake is told by line and column', async ({
  echo,
  site,
  openPage,
  openPanel,
}) => {
  const page = await openPage(site.page('game'));
  const panel = await openPanel(page);
  await talk(page, echo.url('latency=2'), [Uint8Array.of(0x08, 0x96, 0x01, 0x12, 3, 0x41, 0x64, 0x61)]);
  await panel.waitForRows('Frames', 2);
  await panel.clickRow('Frames', 0);
  await panel.click('tab', 'Decoded');
  await panel.choose('Format of the frame', 'protobuf without its schema');
  await panel.waitFor('field numbers', async () => (await panel.frameData())[0] === '{"1": 150, "2": "Ada"}');
  await panel.click('button', 'New .proto');
  await panel.fill('textbox', 'protobuf schema', 'syntax = "proto3"; message Join { int32 level 1; }');
  await panel.waitForText('Line 1, column 47');
  const fields = 'int32 level = 1; string name = 2;';
  await panel.fill(
    'textbox',
    'protobuf schema',
    `syntax = "proto3"; message Join { ${fields} } message Move {}`,
  );
  await panel.choose('Message of sent frames', 'Join');
  await panel.waitFor('named fields of what was sent', async () => {
    const [sent, received] = await panel.frameData();
    return sent === '{name: "Ada", level: 150}' && received !== sent;
  });
  // The choice would be remembered for the tests that come after this one.
  await panel.click('button', 'Remove');
  await panel.waitForText('No format that is known here fits');
});
