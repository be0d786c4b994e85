import { expect, test } from '../support/fixtures.ts';

const link = (url: string, protocols = '', connect = true) =>
  `?${new URLSearchParams({ url, protocols, ...(connect ? { connect: '1' } : {}) })}`;

test('connects, sends, shows the echo, and closes with a code', async ({ echo, openTester }) => {
  const tester = await openTester();
  await tester.fill('textbox', 'URL', echo.url());
  await tester.fill('textbox', 'Subprotocols', 'chat, binary');
  await tester.click('button', 'Connect');
  await tester.waitForText('chat, binary → chat');
  await tester.fill('textbox', 'Message', 'hello');
  await tester.click('button', 'Send');
  await tester.waitForRows('Frames', 2);
  expect(await tester.frameData()).toEqual(['hello', 'hello']);
  await tester.fill('textbox', 'Close code', '4000');
  await tester.fill('textbox', 'Close reason', 'enough');
  await tester.click('button', 'Disconnect');
  expect((await tester.waitForVerdict('close-application')).text).toContain('enough');
});

test('a link fills the fields, and connects only when it says so', async ({ echo, openTester }) => {
  const shown = await openTester(link(echo.url(), 'binary', false));
  await shown.waitForText('Open a test connection');
  expect(await shown.rowCount('Connections')).toBe(0);
  const connected = await openTester(link(echo.url(), 'binary'));
  await connected.waitForText('binary → binary');
});

test('sends hex, base64 and JSON, and says where one is wrong', async ({ echo, openTester }) => {
  const tester = await openTester(link(echo.url()));
  await tester.waitFor('open connection', async () =>
    (await tester.rows('Connections'))[0]?.[0]?.includes('open'),
  );
  const send = async (format: string, text: string) => {
    await tester.surface.evaluate((format) => {
      const select = document.querySelector<HTMLSelectElement>('[aria-label=Format]');
      if (!select) return;
      select.value = format;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }, format);
    await tester.fill('textbox', 'Message', text);
    await tester.surface.press('Control+Enter');
  };
  await send('hex', 'de ad');
  await tester.waitForRows('Frames', 2);
  await send('base64', 'vu8=');
  await tester.waitForRows('Frames', 4);
  expect(await tester.frameData()).toContain('be ef');
  await send('hex', 'xyz');
  await tester.waitForText('is no hexadecimal digit');
  await send('json', '{');
  await tester.waitForText('This is no JSON');
  expect(await tester.rowCount('Frames')).toBe(4);
});

test('several connections side by side, each with its own frames', async ({ echo, openTester }) => {
  const tester = await openTester(link(echo.url('greet=first')));
  await tester.waitForRows('Frames', 1);
  await tester.fill('textbox', 'URL', echo.url('greet=second'));
  await tester.click('button', 'Connect');
  await tester.waitForRows('Connections', 2);
  await tester.waitFor('second greeting', async () => (await tester.frameData()).join() === 'second');
  await tester.clickRow('Connections', 0);
  await tester.waitFor('first greeting', async () => (await tester.frameData()).join() === 'first');
});

test('an open connection can be sent to at once', async ({ echo, openTester }) => {
  const tester = await openTester(link(echo.url()));
  await tester.waitFor('Send that can be pressed', () =>
    tester.surface.evaluate(() =>
      [...document.querySelectorAll('button')].some(
        ({ textContent, disabled }) => textContent === 'Send' && !disabled,
      ),
    ),
  );
  await tester.click('button', 'Send');
  await tester.waitForRows('Frames', 2);
});

test('repeats a send', async ({ echo, openTester }) => {
  const tester = await openTester(link(echo.url()));
  await tester.waitFor('open connection', async () =>
    (await tester.rows('Connections'))[0]?.[0]?.includes('open'),
  );
  await tester.fill('textbox', 'Message', 'again');
  await tester.fill('textbox', 'Times', '1200');
  await tester.click('button', 'Send');
  await tester.waitForRows('Frames', 2400);
});

test('an omitted subprotocol: Firefox warns, Chrome finds out why', async ({
  browserUnderTest,
  echo,
  openTester,
}) => {
  const tester = await openTester(link(`ws://127.0.0.1:${await echo.listen('subprotocol=omit')}/`, 'binary'));
  if (browserUnderTest === 'firefox') {
    expect(await tester.waitForVerdict('subprotocol-omitted')).toMatchObject({
      severity: 'warning',
      certainty: 'proved',
    });
    await tester.waitForText('The response has no Sec-WebSocket-Protocol header');
    return;
  }
  await tester.waitForVerdict('unknown');
  await tester.click('button', 'Find out why');
  const verdict = await tester.waitForVerdict('subprotocol-omitted');
  expect(verdict).toMatchObject({ severity: 'failure', certainty: 'likely' });
  expect(verdict.text).toContain('Offering no subprotocol, the same URL opened');
});

test('an invalid subprotocol is the verdict, not a crash', async ({ echo, openTester }) => {
  const tester = await openTester(link(echo.url(), 'has space'));
  await tester.waitForVerdict('subprotocol-invalid');
});
