// @ts-check
import { freePort, startProgram } from './program.mjs';

/** @param {string} [first] of what the action does */
async function start(first = '') {
  const port = await freePort();
  const program = `use Mojolicious::Lite;
websocket '/' => sub {
  my $c = shift;
  ${first}
  $c->on(message => sub { my ($c, $message) = @_; $c->send($message) });
};
app->log->level('fatal');
app->start('daemon', '-l', 'http://127.0.0.1:${port}');
`;
  return startProgram('perl', ['server.pl'], { port, files: { 'server.pl': program } });
}

/** @type {import('./set-up.d.ts').SetUp[]} */
export const mojolicious = [
  {
    id: 'mojolicious',
    name: 'Mojolicious (Perl)',
    software: 'mojolicious',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    start: () => start(),
    fix: { purpose: 'selectSubprotocol', start },
  },
];
