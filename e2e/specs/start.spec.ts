import { spawnSync } from 'node:child_process';
import { expect, test } from '../support/fixtures.ts';

test('npm start, without a display, shows the verdict of the broken server', ({ browserUnderTest }) => {
  test.setTimeout(120_000);
  const browser = browserUnderTest === 'chromium' ? 'chrome' : 'firefox';
  const { status, stdout, stderr } = spawnSync(
    'node',
    ['scripts/start.mjs', '--headless', '--no-build', '--browser', browser],
    {
      encoding: 'utf8',
      timeout: 110_000,
    },
  );
  expect(`${stderr}${status}`).toBe('0');
  expect(stdout).toContain('Subprotocol not answered');
  expect(stdout).toMatch(/[\d,]+ frames/);
});
